package io.pirsch.local;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web sites that a developer has open from reading what arrives or setting
 * faults, by a name that resolves to this machine or by a form.
 */
class SameOrigin extends Filter {

	private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

	@Override
	public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
		String host = header(exchange, "Host");
		String origin = header(exchange, "Origin");
		if (host == null || !LOCAL.matcher(host).matches() || (origin != null && !origin.equals("http://" + host))) {
			Http.send(exchange, Answer.error(403, "Only for pages of this server"));
			return;
		}
		chain.doFilter(exchange);
	}

	@Override
	public String description() {
		return "Refuses other origins";
	}

	private static @Nullable String header(HttpExchange exchange, String name) {
		String value = exchange.getRequestHeaders().getFirst(name);
		return (value != null) ? value.toLowerCase(Locale.ROOT) : null;
	}

}
