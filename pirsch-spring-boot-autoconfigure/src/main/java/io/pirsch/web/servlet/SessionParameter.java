package io.pirsch.web.servlet;

import java.util.regex.Pattern;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameter by which a server puts the session into a path as long as it does not
 * know whether the browser takes cookies. It is as good as a password, and stays in the
 * path when the browser sends the cookie as well.
 */
final class SessionParameter {

	private static final Pattern USUAL = pattern("jsessionid");

	private SessionParameter() {
	}

	/**
	 * Removes it from a path, or from a URL without a query.
	 * @param request tells whether the application has another name for it
	 */
	static String removedFrom(String path, HttpServletRequest request) {
		if (path.indexOf(';') < 0) {
			return path;
		}
		String name = nameOfCookie(request);
		String result = USUAL.matcher(path).replaceAll("");
		return (name != null) ? pattern(name).matcher(result).replaceAll("") : result;
	}

	/**
	 * Tomcat gives the parameter the name of the cookie, if that is set.
	 */
	private static @Nullable String nameOfCookie(HttpServletRequest request) {
		SessionCookieConfig cookie = request.getServletContext().getSessionCookieConfig();
		return (cookie != null) ? cookie.getName() : null;
	}

	private static Pattern pattern(String name) {
		return Pattern.compile(";" + Pattern.quote(name) + "=[^;/]*", Pattern.CASE_INSENSITIVE);
	}

}
