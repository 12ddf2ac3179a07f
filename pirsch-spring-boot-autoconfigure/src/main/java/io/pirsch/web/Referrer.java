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
		String referrer = (header != null) ? bare(header) : "";
		if (!referrer.isBlank()) {
			return Cut.toCodePoints(referrer.strip(), PageView.MAX_REFERRER);
		}
		String parameter = new QueryString(url).first(PARAMETERS);
		// A plain name may have a question mark or a hash, such as "C#"
		String named = (parameter != null && parameter.contains("://")) ? bare(parameter) : parameter;
		return (named != null && !named.isBlank()) ? Cut.toCodePoints(named.strip(), PageView.MAX_REFERRER) : null;
	}

	/**
	 * Returns the page of the same site that a request comes from. The host alone says
	 * whether it is: of a scheme or port, a proxy may not tell the server.
	 * @param header value of {@code Referer}, or {@code null}
	 * @param page URL of the page that is told
	 * @param url URL of the page as the server sees it
	 * @return its URL, which may be longer than a referrer, or {@code null} if it comes
	 * from elsewhere
	 */
	static @Nullable String ownPage(@Nullable String header, String page, String url) {
		if (header == null) {
			return null;
		}
		String host = PageUrl.hostOf(header.strip());
		if (!host.equalsIgnoreCase(PageUrl.hostOf(page)) && !host.equalsIgnoreCase(PageUrl.hostOf(url))) {
			return null;
		}
		return Cut.toUrl(bare(header).strip());
	}

	/**
	 * Returns a URL without query, fragment and session.
	 */
	private static String bare(String url) {
		int query = url.indexOf('?');
		int fragment = url.indexOf('#');
		int end = (query >= 0 && (fragment < 0 || query < fragment)) ? query : fragment;
		return SessionId.removedByAnyNameFrom((end >= 0) ? url.substring(0, end) : url);
	}

}
