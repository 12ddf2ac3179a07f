package io.pirsch.web;

import java.util.function.Predicate;

/**
 * Decides which exchanges are page views. Declare a bean of this type to decide yourself,
 * or to extend the default rules:
 *
 * <pre class="code">
 * &#064;Bean
 * PageViewRules rules(WebSettings settings) {
 * 	return PageViewRules.of(settings)
 * 		.and(PageViewRules.not(PageViewRules.when((exchange) -&gt; exchange.header("X-Probe") != null)));
 * }</pre>
 * <p>
 * Whatever the rules say, a page view is never sent for an answer with status 5xx, and
 * nothing at all is sent about a request without {@code User-Agent}, from an unknown
 * address, from a visitor who objects by {@code DNT} or {@code Sec-GPC} where the
 * settings respect that, about a {@code HEAD}, or about one that a browser makes before
 * its visitor does, as a prefetch or preview ({@code Sec-Purpose}, {@code Purpose},
 * {@code X-Purpose}, {@code X-Moz}, {@code X-Sec-Purpose}).
 * <p>
 * Called when status and headers of the response are final, before or after it is
 * committed, by any thread; must not block.
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
	 * Returns whether a request may be one of a page view or a page that is not found.
	 * Asked when the request arrives, so that nothing need be done about one that can't.
	 * The application may count it all the same by {@link PirschVisit#count()}.
	 * @param request the request; nothing is known of its response
	 * @return {@code false} if {@link #judge(WebExchange)} would say
	 * {@link Verdict#NOTHING} whatever the response; {@code true} by default
	 */
	default boolean mayBePageView(WebExchange request) {
		return true;
	}

	/**
	 * Returns rules that take what both take, for what these take it for.
	 * @param other further rules, asked only about what these take
	 * @return both
	 */
	default PageViewRules and(PageViewRules other) {
		return new CombinedRules(this, other, true);
	}

	/**
	 * Returns rules that take what either takes.
	 * @param other further rules, asked only about what these do not take
	 * @return either
	 */
	default PageViewRules or(PageViewRules other) {
		return new CombinedRules(this, other, false);
	}

	/**
	 * Returns rules that take for page views what others take for nothing, and nothing
	 * else.
	 * @param rules the others
	 * @return their opposite
	 */
	static PageViewRules not(PageViewRules rules) {
		return (exchange) -> (rules.judge(exchange) == Verdict.NOTHING) ? Verdict.PAGE_VIEW : Verdict.NOTHING;
	}

	/**
	 * Returns rules that take for page views all exchanges of which something is true.
	 * @param condition what must be true
	 * @return the rules
	 */
	static PageViewRules when(Predicate<? super WebExchange> condition) {
		return (exchange) -> condition.test(exchange) ? Verdict.PAGE_VIEW : Verdict.NOTHING;
	}

	/**
	 * Returns the rules that hold unless the application has its own. A page view is a
	 * {@code GET} for a document, neither for a frame nor by a script:
	 * {@code Sec-Fetch-Mode} is {@code navigate} and {@code Sec-Fetch-Dest} is
	 * {@code document}, or {@code empty} as behind a service worker, or where there are
	 * none, there is no {@code X-Requested-With: XMLHttpRequest}, {@code HX-Request} or
	 * {@code Turbo-Frame} either. Its path is included and not excluded. It is answered
	 * with HTML and status 2xx, or 304; for one without content type the request must ask
	 * for HTML, and its path must not be that of another type of file. The answer is no
	 * attachment, and begins at the beginning of the page.
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
