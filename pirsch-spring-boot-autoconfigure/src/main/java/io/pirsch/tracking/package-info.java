/**
 * Sending without waiting: a bounded queue and the loop that delivers it.
 */
@NullMarked
package io.pirsch.tracking;

import org.jspecify.annotations.NullMarked;
