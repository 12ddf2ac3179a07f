package io.pirsch.web;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Marks pages, so that the script in them knows whose turn it is to count: an entry of
 * {@code Server-Timing}, which a page can read about itself. Its description is {@code c}
 * if the server has charge of the page or {@code s} if the script has, and the moment of
 * the request in seconds, by which a page from a cache can be told.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
final class PageMarker {

	static final String HEADER = "Server-Timing";

	private static final String START = "pirsch;desc=\"";

	private final BrowserViews views;

	private final ContentTypes contentTypes;

	PageMarker(BrowserViews views, ContentTypes contentTypes) {
		this.views = views;
		this.contentTypes = contentTypes;
	}

	/**
	 * Returns what a response must say to be marked.
	 * @param exchange a request that may be one for a page
	 * @param openedAt when it arrived
	 * @param refused whether the application does not want it counted, by whomever
	 * @return the header's value with what is in it already, or {@code null} if there is
	 * nothing to change
	 */
	@Nullable String mark(WebExchange exchange, Instant openedAt, boolean refused) {
		if (!"GET".equals(exchange.method()) || !asksForPage(exchange)) {
			return null;
		}
		boolean script = !refused
				&& (this.views == BrowserViews.ALL || Speculation.isBehind(exchange, exchange.header("sec-ch-ua")));
		return put(START + (script ? 's' : 'c') + openedAt.getEpochSecond() + '"', exchange.responseHeaders(HEADER));
	}

	/**
	 * Without {@code Sec-Fetch-Dest}, by which the rules know a document, images are
	 * asked for by the same kind of request.
	 */
	private boolean asksForPage(WebExchange exchange) {
		return exchange.header("Sec-Fetch-Dest") != null || this.contentTypes.namedBy(exchange.headers("Accept"));
	}

	private static @Nullable String put(String mark, List<String> existing) {
		if (existing.isEmpty()) {
			return mark;
		}
		String value = String.join(", ", existing);
		int start = value.indexOf(START);
		if (start < 0) {
			return value.isBlank() ? mark : value + ", " + mark;
		}
		int end = value.indexOf('"', start + START.length()) + 1;
		return (end == start + mark.length() && value.startsWith(mark, start)) ? null
				: value.substring(0, start) + mark + ((end > 0) ? value.substring(end) : "");
	}

}
