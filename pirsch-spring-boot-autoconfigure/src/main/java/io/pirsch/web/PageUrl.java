package io.pirsch.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The URL of a page as the visitor knows it.
 */
final class PageUrl {

	private final @Nullable String publicUrl;

	private final @Nullable Set<String> queryParameters;

	/**
	 * Creates the rule.
	 * @param publicUrl what stands before the path, or {@code null} to believe the server
	 * @param queryParameters names of the query parameters to keep, or {@code null} for
	 * all
	 */
	PageUrl(@Nullable String publicUrl, @Nullable Set<String> queryParameters) {
		this.publicUrl = publicUrl;
		this.queryParameters = queryParameters;
	}

	/**
	 * Checks scheme and host of a site.
	 * @return the URL without a slash at its end
	 */
	static String checkPublicUrl(String publicUrl) {
		String url = publicUrl.strip();
		try {
			URI uri = new URI(url);
			boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
					&& uri.getRawFragment() == null) {
				return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
			}
		}
		catch (URISyntaxException ex) {
			// Said below, with the way out
		}
		throw new IllegalArgumentException(
				"Public URL '%s' is not a scheme and a host, optionally with a path, such as 'https://example.com'"
					.formatted(publicUrl));
	}

	/**
	 * Returns the URL to tell.
	 * @param url the URL as the server sees it
	 */
	String of(String url) {
		String result = (this.queryParameters != null) ? new QueryString(url).retain(this.queryParameters) : url;
		return Cut.toUrl((this.publicUrl != null) ? this.publicUrl + result.substring(pathStart(result)) : result);
	}

	/**
	 * Returns the path of a URL, without the query.
	 */
	static String pathOf(String url) {
		int start = pathStart(url);
		int end = start;
		while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
			end++;
		}
		return (end > start) ? url.substring(start, end) : "/";
	}

	private static int pathStart(String url) {
		int scheme = url.indexOf("://");
		int at = (scheme < 0) ? 0 : scheme + 3;
		while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
			at++;
		}
		return at;
	}

}
