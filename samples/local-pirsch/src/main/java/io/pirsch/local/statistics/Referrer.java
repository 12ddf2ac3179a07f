package io.pirsch.local.statistics;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a visitor came from.
 *
 * @param url address without query, or the plain name
 * @param name host of the address, or the plain name
 */
record Referrer(String url, String name) {

	private static final Referrer NONE = new Referrer("", "");

	private static final int MAX_LENGTH = 200;

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

	/**
	 * Reads the referrer in the order of the service: the query of the page comes before
	 * what the browser said, and campaigns come last.
	 */
	static Referrer of(PageUrl page, @Nullable String sent) {
		String value = page.parameter("ref", "referer", "referrer");
		if (value.isEmpty() && sent != null) {
			value = sent.trim();
		}
		if (value.isEmpty() || parse(value).equals(NONE)) {
			value = page.parameter("source", "utm_source");
		}
		Referrer referrer = parse(value);
		return referrer.name.equals(page.site()) ? NONE : referrer;
	}

	private static Referrer parse(String value) {
		if (!value.contains("://")) {
			String name = Texts.cut(value, MAX_LENGTH);
			return new Referrer(name, name);
		}
		PageUrl url = PageUrl.parse(value);
		String host = url.hostname();
		if (host.isEmpty() || ADDRESS.matcher(host).matches()) {
			return NONE;
		}
		String scheme = value.substring(0, value.indexOf("://") + 3);
		return new Referrer(Texts.cut(scheme + host + url.path(), MAX_LENGTH), url.site());
	}

}
