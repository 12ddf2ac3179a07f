package io.pirsch.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * The default rules. What is cheap and leaves most out comes first.
 */
final class DocumentRules implements PageViewRules {

	private static final int PARTIAL_CONTENT = 206;

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
	public boolean mayBePageView(WebExchange request) {
		String reason = reasonInRequest(request);
		if (reason != null) {
			NotCounted.because(reason, request);
		}
		return reason == null;
	}

	@Override
	public Verdict judge(WebExchange exchange) {
		return mayBePageView(exchange) ? judgeAnswer(exchange) : Verdict.NOTHING;
	}

	/**
	 * Decides what an exchange is whose request may be one of a page view.
	 */
	Verdict judgeAnswer(WebExchange exchange) {
		int status = exchange.status();
		boolean notFound = status == NOT_FOUND && this.notFoundEvent;
		String reason = notFound ? reasonInRequestForNothing(exchange) : reasonInAnswer(exchange, status);
		if (reason == null && !this.paths.include(exchange)) {
			reason = "its path is excluded or not included";
		}
		if (reason != null) {
			NotCounted.because(reason, exchange);
			return Verdict.NOTHING;
		}
		return notFound ? Verdict.NOT_FOUND : Verdict.PAGE_VIEW;
	}

	private static @Nullable String reasonInRequest(WebExchange exchange) {
		if (!"GET".equals(exchange.method())) {
			return "its method is not GET";
		}
		// By this one, most of what a browser asks for beside pages is known
		String mode = exchange.header("Sec-Fetch-Mode");
		if (mode != null && !is("navigate", mode)) {
			return "it is no navigation (Sec-Fetch-Mode)";
		}
		String destination = exchange.header("Sec-Fetch-Dest");
		if (destination == null) {
			return isSentByScript(exchange) ? "a script asks for it (X-Requested-With, HX-Request or Turbo-Frame)"
					: null;
		}
		// A service worker asks for nothing in particular where it passes a navigation on
		return is("document", destination) || (mode != null && is("empty", destination)) ? null
				: "it asks for no document (Sec-Fetch-Dest)";
	}

	private static boolean isSentByScript(WebExchange exchange) {
		return is("XMLHttpRequest", exchange.header("X-Requested-With")) || exchange.header("HX-Request") != null
				|| exchange.header("Turbo-Frame") != null;
	}

	private static boolean is(String expected, @Nullable String value) {
		return value != null && (expected.equals(value)
				|| (value.length() >= expected.length() && expected.equalsIgnoreCase(value.strip())));
	}

	private @Nullable String reasonInRequestForNothing(WebExchange exchange) {
		return (exchange.header("Sec-Fetch-Dest") != null || asksForPage(exchange)) ? null
				: "it is not found and does not ask for a page (Accept)";
	}

	private @Nullable String reasonInAnswer(WebExchange exchange, int status) {
		if (status != NOT_MODIFIED && (status < 200 || status >= 300)) {
			return "its status is neither 2xx nor 304";
		}
		String contentType = exchange.contentType();
		if (!((contentType == null && status == NOT_MODIFIED) ? isPageUnmodified(exchange)
				: this.contentTypes.include(contentType))) {
			return "its content type is not that of a page";
		}
		if (isAttachment(exchange)) {
			return "it is an attachment (Content-Disposition)";
		}
		return (status == PARTIAL_CONTENT && isLaterPart(exchange)) ? "it is a later part of a page (Content-Range)"
				: null;
	}

	/**
	 * A browser asks for any file to be shown by its visitor with the same {@code Accept}
	 * as for a page.
	 */
	private boolean isPageUnmodified(WebExchange exchange) {
		if (!asksForPage(exchange)) {
			return false;
		}
		MediaType file = MediaTypeFactory.getMediaType(PageUrl.pathOf(exchange.url())).orElse(null);
		return file == null || this.contentTypes.include(file.toString());
	}

	private boolean asksForPage(WebExchange exchange) {
		return this.contentTypes.namedBy(exchange.headers("Accept"));
	}

	private static boolean isAttachment(WebExchange exchange) {
		String disposition = exchange.responseHeader("Content-Disposition");
		return disposition != null
				&& disposition.strip().regionMatches(true, 0, "attachment", 0, "attachment".length());
	}

	private static boolean isLaterPart(WebExchange exchange) {
		String range = exchange.responseHeader("Content-Range");
		return range != null && range.startsWith("bytes ") && !range.startsWith("bytes 0-");
	}

}
