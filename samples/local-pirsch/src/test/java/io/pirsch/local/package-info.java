/**
 * Tests of the stand-in over real HTTP.
 */
@NullMarked
package io.pirsch.local;

import org.jspecify.annotations.NullMarked;
