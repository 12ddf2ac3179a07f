package io.pirsch.web.browser;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.pirsch.web.browser.BrowserMessage.EventPart;
import io.pirsch.web.browser.BrowserMessage.Mark;
import io.pirsch.web.browser.BrowserMessage.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads messages of the script. Does not know the application's settings of Jackson,
 * which are for its own messages.
 */
final class MessageReader {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private static final int MAX_NAME = 200;

	private static final int MAX_PIXELS = 65535;

	private final JsonNode json;

	private MessageReader(JsonNode json) {
		this.json = json;
	}

	static BrowserMessage read(byte[] body) throws MalformedMessageException {
		JsonNode json;
		try {
			json = MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			throw new MalformedMessageException("it is not JSON");
		}
		if (!json.isObject()) {
			throw new MalformedMessageException("it is not an object");
		}
		return new MessageReader(json).read();
	}

	private BrowserMessage read() throws MalformedMessageException {
		Type type = type();
		return new BrowserMessage(type, path(), query(), text("title"), text("referrer"), pixels("width"),
				pixels("height"), pairs("tags"), (type == Type.EVENT) ? event() : null,
				(type == Type.VIEW) ? mark() : null);
	}

	private Type type() throws MalformedMessageException {
		return switch (required("t")) {
			case "view" -> Type.VIEW;
			case "event" -> Type.EVENT;
			case "ping" -> Type.PING;
			default -> throw new MalformedMessageException("'t' is unknown");
		};
	}

	/**
	 * A route in the hash belongs to the path; as one of the path, its hash is an escape.
	 */
	private String path() throws MalformedMessageException {
		String path = required("path");
		if (path.charAt(0) != '/' || !path.chars().allMatch((c) -> c > ' ' && c != 0x7F && c != '?' && c != '#')) {
			throw new MalformedMessageException("'path' is no path");
		}
		String hash = without('#', text("hash"));
		if (hash == null) {
			return path;
		}
		int query = hash.indexOf('?');
		String route = (query >= 0) ? hash.substring(0, query) : hash;
		return route.isEmpty() ? path : path + "%23" + route.replace("#", "%23").replaceAll("[\\s\\p{Cntrl}]", "%20");
	}

	private @Nullable String query() throws MalformedMessageException {
		String query = without('?', text("query"));
		int hash = (query != null) ? query.indexOf('#') : -1;
		return (query != null && hash >= 0) ? query.substring(0, hash) : query;
	}

	private static @Nullable String without(char sign, @Nullable String text) {
		return (text != null && text.charAt(0) == sign) ? ((text.length() > 1) ? text.substring(1) : null) : text;
	}

	private EventPart event() throws MalformedMessageException {
		String name = required("name");
		int length = Math.min(name.codePointCount(0, name.length()), MAX_NAME);
		Double seconds = number("duration");
		Duration duration = (seconds != null) ? Duration.ofSeconds(seconds.longValue()) : null;
		return new EventPart(name.substring(0, name.offsetByCodePoints(0, length)), pairs("meta"), duration,
				this.json.path("non_interactive").asBoolean(false));
	}

	private @Nullable Mark mark() throws MalformedMessageException {
		String mark = text("mark");
		if (mark == null || mark.charAt(0) == 's') {
			return null;
		}
		Double sinceRequest = number("since_request");
		Double sinceResponse = number("since_response");
		if (mark.charAt(0) != 'c' || sinceRequest == null || sinceResponse == null) {
			throw new MalformedMessageException("'mark' is no mark");
		}
		try {
			return new Mark(Integer.parseUnsignedInt(mark, 1, mark.length(), 10) & 0xFFFF_FFFFL,
					sinceRequest.longValue(), sinceResponse.longValue());
		}
		catch (NumberFormatException ex) {
			throw new MalformedMessageException("'mark' is no mark");
		}
	}

	private String required(String name) throws MalformedMessageException {
		String text = text(name);
		if (text == null) {
			throw new MalformedMessageException("'%s' is missing".formatted(name));
		}
		return text;
	}

	/**
	 * Reads a text.
	 * @return the text, {@code null} if it is blank
	 */
	private @Nullable String text(String name) throws MalformedMessageException {
		JsonNode value = this.json.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw new MalformedMessageException("'%s' is no text".formatted(name));
		}
		return value.stringValue().isBlank() ? null : value.stringValue();
	}

	/**
	 * Reads a number that is at least zero, and at most what any use of it can bear.
	 */
	private @Nullable Double number(String name) throws MalformedMessageException {
		JsonNode value = this.json.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > 1e12) {
			throw new MalformedMessageException("'%s' is no number, or out of range".formatted(name));
		}
		return value.doubleValue();
	}

	/**
	 * Reads a size of the screen, which some browsers tell wrongly on purpose.
	 */
	private @Nullable Integer pixels(String name) throws MalformedMessageException {
		Double number = number(name);
		return (number != null && number >= 1 && number <= MAX_PIXELS) ? (Integer) number.intValue() : null;
	}

	private Map<String, String> pairs(String name) throws MalformedMessageException {
		JsonNode value = this.json.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return Map.of();
		}
		if (!value.isObject()) {
			throw new MalformedMessageException("'%s' is no object".formatted(name));
		}
		Map<String, String> pairs = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> pair : value.properties()) {
			if (pair.getValue().isContainer()) {
				throw new MalformedMessageException("'%s' has a value that is no text".formatted(name));
			}
			if (!pair.getValue().isNull()) {
				pairs.put(pair.getKey(), pair.getValue().asString());
			}
		}
		return pairs;
	}

}
