package io.pirsch.tracking;

/**
 * Something that waits for delivery.
 *
 * @param value a page view, an event or a session extension
 * @param since when it was queued, in milliseconds of the scheduler's clock
 */
record Queued(Object value, long since) {

}
