package io.pirsch.web;

import java.util.List;

import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

/**
 * Where a visitor came from: the header, or else what a link to the page says.
 */
final class Referrer {

	private static final List<String> PARAMETERS = List.of("ref", "referer", "referrer", "source", "utm_source");

	private Referrer() {
	}

	/**
	 * Returns where the visitor came from.
	 * @param header value of {@code Referer}, or {@code null}
	 * @param url URL of the page with all its query parameters
	 * @return a URL without query, fragment (Pirsch drops them, and what they hold is
	 * nobody's business) and session, a plain name, or {@code null}
	 */
	static @Nullable String of(@Nullable String header, String url) {
		String referrer = (header != null) ? SessionId.removedFrom(withoutQuery(header)) : "";
		if (!referrer.isBlank()) {
			return Cut.toCodePoints(referrer.strip(), PageView.MAX_REFERRER);
		}
		String parameter = new QueryString(url).first(PARAMETERS);
		// A plain name may have a question mark or a hash, such as "C#"
		String named = (parameter != null && parameter.contains("://")) ? withoutQuery(parameter) : parameter;
		return (named != null && !named.isBlank()) ? Cut.toCodePoints(named.strip(), PageView.MAX_REFERRER) : null;
	}

	/**
	 * Returns the page of the same site that a request comes from.
	 * @param header value of {@code Referer}, or {@code null}
	 * @param page URL of the page that is told
	 * @return its URL, which may be longer than a referrer, or {@code null} if it comes
	 * from elsewhere
	 */
	static @Nullable String ownPage(@Nullable String header, String page) {
		if (header == null) {
			return null;
		}
		String from = SessionId.removedFrom(withoutQuery(header)).strip();
		int path = PageUrl.pathStart(page);
		boolean own = from.regionMatches(true, 0, page, 0, path) && PageUrl.pathStart(from) == path;
		return own ? Cut.toUrl(from) : null;
	}

	private static String withoutQuery(String url) {
		int query = url.indexOf('?');
		int fragment = url.indexOf('#');
		int end = (query >= 0 && (fragment < 0 || query < fragment)) ? query : fragment;
		return (end >= 0) ? url.substring(0, end) : url;
	}

}
