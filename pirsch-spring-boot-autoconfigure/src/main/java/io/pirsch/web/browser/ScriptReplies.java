package io.pirsch.web.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.pirsch.web.WebExchange;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for the script.
 */
final class ScriptReplies {

	private static final String DAY = "public, max-age=86400";

	private static final String YEAR = "public, max-age=31536000, immutable";

	private final BrowserScript script;

	ScriptReplies(BrowserScript script) {
		this.script = script;
	}

	BrowserReply reply(WebExchange exchange) {
		boolean head = "HEAD".equals(exchange.method());
		if (!head && !"GET".equals(exchange.method())) {
			return BrowserReply.of(405, Map.of("Allow", "GET, HEAD"));
		}
		boolean gzip = accepts(exchange.headers("Accept-Encoding"));
		// A strong tag is that of these very bytes
		String etag = '"' + this.script.hash() + (gzip ? "-gzip\"" : "\"");
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("ETag", etag);
		headers.put("Cache-Control", isVersioned(exchange.url()) ? YEAR : DAY);
		headers.put("Vary", "Accept-Encoding");
		if (isKnown(exchange.headers("If-None-Match"), etag)) {
			return BrowserReply.of(304, headers);
		}
		headers.put("Content-Type", "text/javascript;charset=utf-8");
		headers.put("X-Content-Type-Options", "nosniff");
		if (gzip) {
			headers.put("Content-Encoding", "gzip");
		}
		return new BrowserReply(200, headers, gzip ? this.script.gzip() : this.script.bytes());
	}

	/**
	 * Another version than this one may be that of an instance still to be updated.
	 */
	private boolean isVersioned(String url) {
		return url.endsWith("?v=" + this.script.hash());
	}

	private static boolean isKnown(List<String> lines, String etag) {
		for (String line : lines) {
			for (String known : line.split(",", -1)) {
				String tag = known.strip();
				if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean accepts(List<String> lines) {
		for (String line : lines) {
			for (String coding : line.split(",", -1)) {
				int weight = coding.indexOf(';');
				String name = ((weight < 0) ? coding : coding.substring(0, weight)).strip();
				if (name.equalsIgnoreCase("gzip") || name.equals("*")) {
					return weight(coding, weight) > 0;
				}
			}
		}
		return false;
	}

	private static double weight(String coding, int semicolon) {
		@Nullable String value = (semicolon < 0) ? null : coding.substring(semicolon + 1).strip();
		if (value == null || !value.startsWith("q=")) {
			return 1;
		}
		try {
			return Double.parseDouble(value.substring(2));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
