package io.pirsch.web;

import java.util.regex.Pattern;

/**
 * The id of a session that a servlet container has put into the path of a URL. It is as
 * good as a password, and comes back from browsers: in the path that a script tells, and
 * as the page that a visitor came from.
 */
final class SessionId {

	private static final Pattern PARAMETER = Pattern.compile(";jsessionid=[^;/?#&]*", Pattern.CASE_INSENSITIVE);

	private SessionId() {
	}

	static String removedFrom(String url) {
		return (url.indexOf(';') >= 0) ? PARAMETER.matcher(url).replaceAll("") : url;
	}

}
