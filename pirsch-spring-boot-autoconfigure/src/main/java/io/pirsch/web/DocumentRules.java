package io.pirsch.web;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The default rules. What is cheap and leaves most out comes first.
 */
final class DocumentRules implements PageViewRules {

	private static final int NOT_MODIFIED = 304;

	private static final int NOT_FOUND = 404;

	private final ContentTypes contentTypes;

	private final PathRules paths;

	private final boolean notFoundEvent;

	DocumentRules(WebSettings settings) {
		this.contentTypes = settings.contentTypes();
		this.paths = settings.paths();
		this.notFoundEvent = settings.notFoundEvent();
	}

	@Override
	public Verdict judge(WebExchange exchange) {
		if (!"GET".equals(exchange.method())) {
			return Verdict.NOTHING;
		}
		int status = exchange.status();
		boolean notFound = status == NOT_FOUND && this.notFoundEvent;
		if (!(notFound || isAnsweredWithPage(exchange, status)) || !this.paths.include(exchange.path())) {
			return Verdict.NOTHING;
		}
		String destination = exchange.header("Sec-Fetch-Dest");
		if (destination != null && !"document".equalsIgnoreCase(destination.strip())) {
			return Verdict.NOTHING;
		}
		if (notFound && destination == null && !asksForPage(exchange)) {
			return Verdict.NOTHING;
		}
		if (isSpeculative(exchange)) {
			return Verdict.NOTHING;
		}
		return notFound ? Verdict.NOT_FOUND : Verdict.PAGE_VIEW;
	}

	private boolean isAnsweredWithPage(WebExchange exchange, int status) {
		if (status == NOT_MODIFIED) {
			return asksForPage(exchange);
		}
		return status >= 200 && status < 300 && this.contentTypes.include(exchange.contentType());
	}

	private boolean asksForPage(WebExchange exchange) {
		return this.contentTypes.namedBy(exchange.headers("Accept"));
	}

	private static boolean isSpeculative(WebExchange exchange) {
		return isSpeculative(exchange.header("Sec-Purpose")) || isSpeculative(exchange.header("Purpose"))
				|| isSpeculative(exchange.header("X-Purpose")) || isSpeculative(exchange.header("X-Moz"));
	}

	/**
	 * A prefetch may have parameters, such as {@code prefetch;prerender}.
	 */
	private static boolean isSpeculative(@Nullable String purpose) {
		if (purpose == null) {
			return false;
		}
		String value = purpose.strip().toLowerCase(Locale.ROOT);
		return value.startsWith("prefetch") || value.startsWith("prerender") || value.startsWith("preview");
	}

}
