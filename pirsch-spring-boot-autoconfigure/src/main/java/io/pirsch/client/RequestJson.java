package io.pirsch.client;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import io.pirsch.client.statistics.StatisticsDeletion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * Writes requests exactly as the API names and formats them, whatever an application does
 * to its own Jackson. Fields without a value are left out.
 */
final class RequestJson {

	private static final JsonFactory FACTORY = new JsonFactory();

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3)
		.toFormatter(Locale.ROOT);

	private static final int BYTES_PER_OBJECT = 512;

	private RequestJson() {
	}

	static <T> byte[] object(T value, BiConsumer<JsonGenerator, T> fields) {
		return write(BYTES_PER_OBJECT, (json) -> writeObject(json, value, fields));
	}

	/**
	 * Writes a batch. Only there the API knows a time.
	 */
	static <T> byte[] array(List<T> values, BiConsumer<JsonGenerator, T> fields, Function<T, @Nullable Instant> time) {
		return write(BYTES_PER_OBJECT * values.size(), (json) -> {
			json.writeStartArray();
			values.forEach((value) -> writeObject(json, value,
					fields.andThen((generator, written) -> time(generator, time.apply(written)))));
			json.writeEndArray();
		});
	}

	/**
	 * Returns what writes this JSON as it is, with no codec that an application may have
	 * changed.
	 */
	static BodyInserter<byte[], ReactiveHttpOutputMessage> body(byte[] json) {
		return (message, context) -> {
			message.getHeaders().setContentType(MediaType.APPLICATION_JSON);
			message.getHeaders().setContentLength(json.length);
			return message.writeWith(Mono.just(message.bufferFactory().wrap(json)));
		};
	}

	static void pageView(JsonGenerator json, PageView page) {
		text(json, "url", page.url());
		visitor(json, page.visitor());
		text(json, "accept_language", page.acceptLanguage());
		text(json, "title", page.title());
		text(json, "referrer", page.referrer());
		number(json, "screen_width", page.screenWidth());
		number(json, "screen_height", page.screenHeight());
		pairs(json, "tags", page.tags());
		text(json, "cf_connecting_ip", page.cfConnectingIp());
		text(json, "x_forwarded_for", page.xForwardedFor());
		text(json, "forwarded", page.forwarded());
		text(json, "x_real_ip", page.xRealIp());
		text(json, "dnt", page.dnt());
	}

	static void event(JsonGenerator json, Event event) {
		pageView(json, event.page());
		text(json, "event_name", event.name());
		if (event.duration() != null) {
			json.writeNumberProperty("event_duration", event.duration().toSeconds());
		}
		pairs(json, "event_meta", event.metadata());
		flag(json, "non_interactive", event.nonInteractive());
	}

	static void sessionExtension(JsonGenerator json, SessionExtension extension) {
		text(json, "url", extension.url());
		visitor(json, extension.visitor());
	}

	static void deletion(JsonGenerator json, StatisticsDeletion deletion) {
		text(json, "id", deletion.domainId());
		text(json, "kind", switch (deletion.kind()) {
			case EVERYTHING -> "";
			case COLLECTED -> "all";
			case EVENTS -> "events";
			case IMPORTED -> "imported";
		});
		text(json, "from", deletion.from().toString());
		text(json, "to", deletion.to().toString());
	}

	static void tokenRequest(JsonGenerator json, OAuthClient client) {
		text(json, "client_id", client.clientId());
		text(json, "client_secret", client.clientSecret());
	}

	private static void visitor(JsonGenerator json, Visitor visitor) {
		text(json, "ip", visitor.ip());
		text(json, "user_agent", visitor.userAgent());
		text(json, "sec_ch_ua", visitor.secChUa());
		text(json, "sec_ch_ua_mobile", visitor.secChUaMobile());
		text(json, "sec_ch_ua_platform", visitor.secChUaPlatform());
		text(json, "sec_ch_ua_platform_version", visitor.secChUaPlatformVersion());
		text(json, "sec_ch_width", visitor.secChWidth());
		text(json, "sec_ch_viewport_width", visitor.secChViewportWidth());
		flag(json, "disable_bot_filter", visitor.disableBotFilter());
	}

	private static void text(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.writeStringProperty(name, value);
		}
	}

	private static void number(JsonGenerator json, String name, @Nullable Integer value) {
		if (value != null) {
			json.writeNumberProperty(name, value);
		}
	}

	private static void flag(JsonGenerator json, String name, boolean value) {
		if (value) {
			json.writeBooleanProperty(name, true);
		}
	}

	private static void pairs(JsonGenerator json, String name, Map<String, String> pairs) {
		if (!pairs.isEmpty()) {
			json.writeObjectPropertyStart(name);
			pairs.forEach(json::writeStringProperty);
			json.writeEndObject();
		}
	}

	private static void time(JsonGenerator json, @Nullable Instant time) {
		if (time != null) {
			json.writeStringProperty("time", TIME.format(time));
		}
	}

	private static <T> void writeObject(JsonGenerator json, T value, BiConsumer<JsonGenerator, T> fields) {
		json.writeStartObject();
		fields.accept(json, value);
		json.writeEndObject();
	}

	private static byte[] write(int expectedSize, Consumer<JsonGenerator> content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedSize);
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
			content.accept(json);
		}
		return bytes.toByteArray();
	}

}
