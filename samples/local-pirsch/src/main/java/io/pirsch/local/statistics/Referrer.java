package io.pirsch.local.statistics;

import java.util.regex.Pattern;

/**
 * Where a visitor came from.
 *
 * @param url address without query, or the plain name
 * @param name host of the address, or the plain name
 */
record Referrer(String url, String name) {

	private static final Referrer NONE = new Referrer("", "");

	private static final int MAX_LENGTH = 200;

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]*|\\[.*]");

	/**
	 * Reads the referrer in the order of the service: the query of the page comes before
	 * what the browser said, and campaigns come last.
	 */
	static Referrer of(PageUrl page, String sent) {
		String value = page.parameter("ref", "referer", "referrer");
		Referrer referrer = parse(value.isEmpty() ? sent.trim() : value);
		if (referrer.equals(NONE)) {
			referrer = parse(page.parameter("source", "utm_source"));
		}
		return referrer.name.equals(page.site()) ? NONE : referrer;
	}

	private static Referrer parse(String value) {
		int scheme = value.indexOf("://");
		if (scheme < 0) {
			String name = PageUrl.cut(value, MAX_LENGTH);
			return new Referrer(name, name);
		}
		PageUrl url = PageUrl.parse(value);
		return ADDRESS.matcher(url.hostname()).matches() ? NONE : new Referrer(
				PageUrl.cut(value.substring(0, scheme + 3) + url.hostname() + url.path(), MAX_LENGTH), url.site());
	}

}
