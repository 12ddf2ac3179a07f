/**
 * What the tests of an application need to see what it tells Pirsch.
 */
@NullMarked
package io.pirsch.autoconfigure.test;

import org.jspecify.annotations.NullMarked;
