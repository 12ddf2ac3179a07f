/**
 * A small shop on Spring MVC whose page views are counted with Pirsch.
 */
@NullMarked
package io.pirsch.sample.webmvc;

import org.jspecify.annotations.NullMarked;
