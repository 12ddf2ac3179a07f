/**
 * A small shop on Spring WebFlux whose page views are counted with Pirsch.
 */
@NullMarked
package io.pirsch.sample.webflux;

import org.jspecify.annotations.NullMarked;
