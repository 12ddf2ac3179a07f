package io.pirsch.web;

import java.util.regex.Pattern;

/**
 * The id of a session that a servlet container has put into a path, as one of its
 * parameters. It is as good as a password.
 */
final class SessionId {

	private static final Pattern USUAL = Pattern.compile(";jsessionid=[^;/?#&]*", Pattern.CASE_INSENSITIVE);

	private static final Pattern ANY = Pattern.compile(";[^/]*");

	private SessionId() {
	}

	/**
	 * Removes it from a URL if it has the usual name. Any other is known to none but the
	 * server that has put it there.
	 */
	static String removedFrom(String url) {
		return (url.indexOf(';') >= 0) ? USUAL.matcher(url).replaceAll("") : url;
	}

	/**
	 * Removes it whatever its name, with all other parameters.
	 * @param path a path, or a URL without a query
	 */
	static String removedByAnyNameFrom(String path) {
		return (path.indexOf(';') >= 0) ? ANY.matcher(path).replaceAll("") : path;
	}

}
