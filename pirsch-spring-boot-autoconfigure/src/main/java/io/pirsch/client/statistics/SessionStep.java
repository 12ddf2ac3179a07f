package io.pirsch.client.statistics;

import org.jspecify.annotations.Nullable;

/**
 * One step of a session: a page view or an event.
 *
 * @param pageView the page view, or {@code null} if the step is an event
 * @param event the event, or {@code null} if the step is a page view
 */
public record SessionStep(@Nullable SessionPageView pageView, @Nullable SessionEvent event) {
}
