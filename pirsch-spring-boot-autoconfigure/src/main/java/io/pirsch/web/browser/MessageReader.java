package io.pirsch.web.browser;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

	private static final Pattern CONTROLS = Pattern.compile("[\\s\\p{Cntrl}]");

	private static final Pattern PARAMETERS = Pattern.compile(";[^/?#]*");

	private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

	private static final int MAX_NAME = 200;

	private static final int MAX_PIXELS = 65535;

	private static final double MAX_NUMBER = 1e12;

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
				pixels("height"), tags(), (type == Type.EVENT) ? event() : null, (type == Type.VIEW) ? mark() : null);
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
	 * Browsers let a route have a percent sign that begins none. Of its parameters, one
	 * may be a session, by whatever name.
	 */
	private String path() throws MalformedMessageException {
		String told = PARAMETERS.matcher(required("path")).replaceAll("");
		told = NO_ESCAPE.matcher(told).replaceAll("%25");
		int hash = told.indexOf('#');
		String path = (hash >= 0) ? told.substring(0, hash) : told;
		if (!path.startsWith("/") || !path.chars().allMatch((c) -> c > ' ' && c != 0x7F && c != '?')) {
			throw new MalformedMessageException("'path' is no path");
		}
		String route = (hash >= 0) ? told.substring(hash + 1) : "";
		int query = route.indexOf('?');
		route = (query >= 0) ? route.substring(0, query) : route;
		return route.isEmpty() ? path : path + "%23" + CONTROLS.matcher(route.replace("#", "%23")).replaceAll("%20");
	}

	private @Nullable String query() throws MalformedMessageException {
		String query = text("query");
		if (query == null) {
			return null;
		}
		int hash = query.indexOf('#');
		String kept = query.substring(query.startsWith("?") ? 1 : 0, (hash >= 0) ? hash : query.length());
		return kept.isEmpty() ? null : CONTROLS.matcher(kept).replaceAll("%20");
	}

	/**
	 * Reads the attributes of the script that are tags: a hyphen stands for a space, and
	 * what has no key for several tags without a value.
	 */
	private Map<String, String> tags() throws MalformedMessageException {
		Map<String, String> tags = new LinkedHashMap<>();
		pairs("tags").forEach((key, value) -> {
			if (key.isEmpty()) {
				Stream.of(value.split(","))
					.filter((tag) -> !tag.isBlank())
					.forEach((tag) -> tags.put(tag.strip(), "1"));
			}
			else {
				tags.put(key.replace('-', ' '), value);
			}
		});
		return tags;
	}

	/**
	 * Reads an event. As its texts may come from attributes of an element, a duration is
	 * any text that is a number, and what does not interact may just be there.
	 */
	private EventPart event() throws MalformedMessageException {
		JsonNode json = this.json.path("event");
		if (!json.isObject()) {
			throw new MalformedMessageException("'event' is no object");
		}
		MessageReader event = new MessageReader(json);
		String name = event.required("name");
		int length = Math.min(name.codePointCount(0, name.length()), MAX_NAME);
		double seconds = json.path("duration").asDouble(0);
		Duration duration = (seconds >= 1 && seconds <= MAX_NUMBER) ? Duration.ofSeconds((long) seconds) : null;
		return new EventPart(name.substring(0, name.offsetByCodePoints(0, length)), event.pairs("meta"), duration,
				json.path("non_interactive").asBoolean(false) || json.has("non-interactive"));
	}

	/**
	 * Reads what the browser can say of the load of the page, in its own milliseconds.
	 */
	private @Nullable Mark mark() throws MalformedMessageException {
		String mark = text("mark");
		if (mark == null || mark.charAt(0) == 's') {
			return null;
		}
		Double now = number("now");
		Double requestStart = number("requestStart");
		Double responseStart = number("responseStart");
		if (mark.charAt(0) != 'c' || now == null || requestStart == null || responseStart == null) {
			throw new MalformedMessageException("'mark' is no mark");
		}
		try {
			return new Mark(Integer.parseUnsignedInt(mark, 1, mark.length(), 10) & 0xFFFF_FFFFL,
					(long) (now - requestStart), (long) (now - responseStart));
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
		// The default stands for what is no number, or too large for any
		double number = value.doubleValue(-1);
		if (!(number >= 0) || number > MAX_NUMBER) {
			throw new MalformedMessageException("'%s' is no number, or out of range".formatted(name));
		}
		return number;
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
			JsonNode text = pair.getValue();
			if (!text.isNull()) {
				pairs.put(pair.getKey(), text.isContainer() ? text.toString() : text.asString());
			}
		}
		return pairs;
	}

}
