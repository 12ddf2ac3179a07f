/**
 * Reactive client for the Pirsch API.
 */
@NullMarked
package io.pirsch.client;

import org.jspecify.annotations.NullMarked;
