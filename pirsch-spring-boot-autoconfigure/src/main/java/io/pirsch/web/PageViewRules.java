package io.pirsch.web;

/**
 * Decides which exchanges are page views. Declare a bean of this type to decide yourself.
 * <p>
 * Whatever the rules say, nothing is sent about a request without {@code User-Agent},
 * from an unknown address, or from a visitor who objects by {@code DNT} or
 * {@code Sec-GPC} where the settings respect that.
 * <p>
 * Called while the response is being committed, by any thread; must not block.
 */
@FunctionalInterface
public interface PageViewRules {

	/**
	 * Decides what an exchange is.
	 * @param exchange the request and its response, whose status and headers are final
	 * @return what the exchange is
	 */
	Verdict judge(WebExchange exchange);

	/**
	 * Returns the rules that hold unless the application has its own. A page view is a
	 * {@code GET} that is answered with HTML and status 2xx (or 304, if the request asks
	 * for HTML), to a path that is included and not excluded, for a document that a
	 * visitor gets to see: not for a frame or a script ({@code Sec-Fetch-Dest}), not as a
	 * prefetch or preview ({@code Sec-Purpose}, {@code Purpose}, {@code X-Purpose},
	 * {@code X-Moz}).
	 * @param settings content types, path patterns and whether pages that are not found
	 * are told
	 * @return the rules
	 */
	static PageViewRules of(WebSettings settings) {
		return new DocumentRules(settings);
	}

	/**
	 * What an exchange is.
	 */
	enum Verdict {

		/**
		 * A page view.
		 */
		PAGE_VIEW,

		/**
		 * A page that does not exist, told as the event {@code 404 Page Not Found}.
		 */
		NOT_FOUND,

		/**
		 * Neither; of such an exchange only the events are sent that the application
		 * tracks itself.
		 */
		NOTHING

	}

}
