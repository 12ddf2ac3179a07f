/**
 * The samples of the documentation, so that they compile, and the tests that hold the
 * documentation to the code.
 */
@NullMarked
package io.pirsch.docs;

import org.jspecify.annotations.NullMarked;
