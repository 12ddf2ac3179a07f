package io.pirsch.web;

import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

/**
 * Changes what Pirsch is told about a request, or keeps it from being told. Beans of this
 * type are called in their order, for each page view and for the page of each request
 * whose handler holds its {@link PirschVisit}, since its events carry that page.
 * <p>
 * Called when status and headers of the response are final, before or after it is
 * committed, by any thread; must not block. One that throws is skipped, and logged at
 * most once a minute: the page view goes on as it was.
 */
@FunctionalInterface
public interface PageViewCustomizer {

	/**
	 * Customizes a page view.
	 * @param pageView the page view, as the customizers before have left it
	 * @param exchange the request and its response
	 * @return the same or another page view, or {@code null} to send nothing about this
	 * request, events included
	 */
	@Nullable PageView customize(PageView pageView, WebExchange exchange);

}
