/**
 * Lets tests look at what an application tells Pirsch.
 */
@NullMarked
package io.pirsch.tracking.test;

import org.jspecify.annotations.NullMarked;
