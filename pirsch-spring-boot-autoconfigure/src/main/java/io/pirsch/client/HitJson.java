package io.pirsch.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hits as JSON, for whoever stores them on their way to Pirsch: each the very object that
 * stands in a batch of the API, with its time. The kind is not part of it, and has to be
 * kept beside.
 * <p>
 * What is read equals what was written, with the precision of the API: times have
 * milliseconds, durations whole seconds, the page of an event has the event's time, and
 * half a surrogate pair in a key of tags or metadata becomes a question mark.
 */
public final class HitJson {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private HitJson() {
	}

	/**
	 * Writes a hit.
	 * @param hit the hit
	 * @return a JSON object, in UTF-8
	 */
	public static byte[] write(Hit hit) {
		return HitWriter.withTime(hit);
	}

	/**
	 * Reads a hit. Fields that it does not know are ignored.
	 * @param kind which kind of hit was written
	 * @param json a JSON object, in UTF-8
	 * @return the hit
	 * @throws IllegalArgumentException if it is not a hit of this kind
	 */
	public static Hit read(Hit.Kind kind, byte[] json) {
		JsonNode hit = parse(json);
		if (!hit.isObject()) {
			throw new IllegalArgumentException("A %s is a JSON object, but this is none".formatted(kind));
		}
		return switch (kind) {
			case PAGE_VIEW -> pageView(hit);
			case EVENT -> event(hit);
			case SESSION_EXTENSION -> new SessionExtension(visitor(hit), text(hit, "url"), time(hit));
		};
	}

	private static JsonNode parse(byte[] json) {
		try {
			return MAPPER.readTree(json);
		}
		catch (JacksonException ex) {
			// The message of the exception quotes what may be about a visitor
			return MAPPER.missingNode();
		}
	}

	private static PageView pageView(JsonNode hit) {
		return new PageView(required(hit, "url"), visitor(hit), text(hit, "accept_language"), text(hit, "title"),
				text(hit, "referrer"), number(hit, "screen_width"), number(hit, "screen_height"), pairs(hit, "tags"),
				time(hit), text(hit, "cf_connecting_ip"), text(hit, "x_forwarded_for"), text(hit, "forwarded"),
				text(hit, "x_real_ip"), text(hit, "dnt"));
	}

	private static Event event(JsonNode hit) {
		JsonNode seconds = hit.path("event_duration");
		return new Event(required(hit, "event_name"), pageView(hit),
				seconds.isNumber() ? Duration.ofSeconds(seconds.asLong(0)) : null, pairs(hit, "event_meta"),
				flag(hit, "non_interactive"), time(hit));
	}

	private static Visitor visitor(JsonNode hit) {
		return new Visitor(required(hit, "ip"), required(hit, "user_agent"), text(hit, "sec_ch_ua"),
				text(hit, "sec_ch_ua_mobile"), text(hit, "sec_ch_ua_platform"), text(hit, "sec_ch_ua_platform_version"),
				text(hit, "sec_ch_width"), text(hit, "sec_ch_viewport_width"), flag(hit, "disable_bot_filter"));
	}

	private static String required(JsonNode hit, String field) {
		String text = text(hit, field);
		if (text == null) {
			throw new IllegalArgumentException("'%s' is required but is missing".formatted(field));
		}
		return text;
	}

	private static @Nullable String text(JsonNode hit, String field) {
		JsonNode value = hit.path(field);
		return value.isString() ? value.asString() : null;
	}

	private static @Nullable Integer number(JsonNode hit, String field) {
		JsonNode value = hit.path(field);
		return value.isNumber() ? Integer.valueOf(value.asInt(0)) : null;
	}

	private static boolean flag(JsonNode hit, String field) {
		return hit.path(field).asBoolean(false);
	}

	private static Map<String, String> pairs(JsonNode hit, String field) {
		Map<String, String> pairs = new LinkedHashMap<>();
		hit.path(field).properties().forEach((pair) -> pairs.put(pair.getKey(), pair.getValue().asString("")));
		return pairs;
	}

	private static @Nullable Instant time(JsonNode hit) {
		String time = text(hit, "time");
		if (time == null) {
			return null;
		}
		try {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("'time' is not a moment such as 2026-01-31T12:00:00.000Z");
		}
	}

}
