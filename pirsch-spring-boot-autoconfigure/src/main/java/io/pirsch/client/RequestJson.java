package io.pirsch.client;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
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

	private static final SerializableString URL = new SerializedString("url");

	private static final SerializableString ACCEPT_LANGUAGE = new SerializedString("accept_language");

	private static final SerializableString TITLE = new SerializedString("title");

	private static final SerializableString REFERRER = new SerializedString("referrer");

	private static final SerializableString SCREEN_WIDTH = new SerializedString("screen_width");

	private static final SerializableString SCREEN_HEIGHT = new SerializedString("screen_height");

	private static final SerializableString TAGS = new SerializedString("tags");

	private static final SerializableString CF_CONNECTING_IP = new SerializedString("cf_connecting_ip");

	private static final SerializableString X_FORWARDED_FOR = new SerializedString("x_forwarded_for");

	private static final SerializableString FORWARDED = new SerializedString("forwarded");

	private static final SerializableString X_REAL_IP = new SerializedString("x_real_ip");

	private static final SerializableString DNT = new SerializedString("dnt");

	private static final SerializableString EVENT_NAME = new SerializedString("event_name");

	private static final SerializableString EVENT_META = new SerializedString("event_meta");

	private static final SerializableString NON_INTERACTIVE = new SerializedString("non_interactive");

	private static final SerializableString IP = new SerializedString("ip");

	private static final SerializableString USER_AGENT = new SerializedString("user_agent");

	private static final SerializableString SEC_CH_UA = new SerializedString("sec_ch_ua");

	private static final SerializableString SEC_CH_UA_MOBILE = new SerializedString("sec_ch_ua_mobile");

	private static final SerializableString SEC_CH_UA_PLATFORM = new SerializedString("sec_ch_ua_platform");

	private static final SerializableString SEC_CH_UA_PLATFORM_VERSION = new SerializedString(
			"sec_ch_ua_platform_version");

	private static final SerializableString SEC_CH_WIDTH = new SerializedString("sec_ch_width");

	private static final SerializableString SEC_CH_VIEWPORT_WIDTH = new SerializedString("sec_ch_viewport_width");

	private static final SerializableString DISABLE_BOT_FILTER = new SerializedString("disable_bot_filter");

	private static final SerializableString TIME = new SerializedString("time");

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
			TimeText timeText = new TimeText();
			BiConsumer<JsonGenerator, T> all = fields.andThen((generator, value) -> {
				Instant instant = time.apply(value);
				text(generator, TIME, (instant != null) ? timeText.of(instant) : null);
			});
			json.writeStartArray();
			values.forEach((value) -> writeObject(json, value, all));
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
		text(json, URL, page.url());
		visitor(json, page.visitor());
		text(json, ACCEPT_LANGUAGE, page.acceptLanguage());
		text(json, TITLE, page.title());
		text(json, REFERRER, page.referrer());
		number(json, SCREEN_WIDTH, page.screenWidth());
		number(json, SCREEN_HEIGHT, page.screenHeight());
		pairs(json, TAGS, page.tags());
		text(json, CF_CONNECTING_IP, page.cfConnectingIp());
		text(json, X_FORWARDED_FOR, page.xForwardedFor());
		text(json, FORWARDED, page.forwarded());
		text(json, X_REAL_IP, page.xRealIp());
		text(json, DNT, page.dnt());
	}

	static void event(JsonGenerator json, Event event) {
		pageView(json, event.page());
		text(json, EVENT_NAME, event.name());
		if (event.duration() != null) {
			json.writeNumberProperty("event_duration", event.duration().toSeconds());
		}
		pairs(json, EVENT_META, event.metadata());
		flag(json, NON_INTERACTIVE, event.nonInteractive());
	}

	static void sessionExtension(JsonGenerator json, SessionExtension extension) {
		text(json, URL, extension.url());
		visitor(json, extension.visitor());
	}

	static void tokenRequest(JsonGenerator json, OAuthClient client) {
		text(json, "client_id", client.clientId());
		text(json, "client_secret", client.clientSecret());
	}

	private static void visitor(JsonGenerator json, Visitor visitor) {
		text(json, IP, visitor.ip());
		text(json, USER_AGENT, visitor.userAgent());
		text(json, SEC_CH_UA, visitor.secChUa());
		text(json, SEC_CH_UA_MOBILE, visitor.secChUaMobile());
		text(json, SEC_CH_UA_PLATFORM, visitor.secChUaPlatform());
		text(json, SEC_CH_UA_PLATFORM_VERSION, visitor.secChUaPlatformVersion());
		text(json, SEC_CH_WIDTH, visitor.secChWidth());
		text(json, SEC_CH_VIEWPORT_WIDTH, visitor.secChViewportWidth());
		flag(json, DISABLE_BOT_FILTER, visitor.disableBotFilter());
	}

	private static void text(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.writeStringProperty(name, value);
		}
	}

	private static void text(JsonGenerator json, SerializableString name, @Nullable String value) {
		if (value != null) {
			json.writeName(name);
			json.writeString(value);
		}
	}

	private static void number(JsonGenerator json, SerializableString name, @Nullable Integer value) {
		if (value != null) {
			json.writeName(name);
			json.writeNumber(value);
		}
	}

	private static void flag(JsonGenerator json, SerializableString name, boolean value) {
		if (value) {
			json.writeName(name);
			json.writeBoolean(true);
		}
	}

	private static void pairs(JsonGenerator json, SerializableString name, Map<String, String> pairs) {
		if (!pairs.isEmpty()) {
			json.writeName(name);
			json.writeStartObject();
			pairs.forEach(json::writeStringProperty);
			json.writeEndObject();
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

	/**
	 * Writes times with milliseconds. Most times of a batch are in the same second, and
	 * to write that anew takes as long as all the other fields together.
	 */
	private static final class TimeText {

		private long second = Long.MIN_VALUE;

		private String text = "";

		String of(Instant time) {
			if (time.getEpochSecond() != this.second) {
				this.second = time.getEpochSecond();
				String whole = Instant.ofEpochSecond(this.second).toString();
				this.text = whole.substring(0, whole.length() - 1);
			}
			int millis = time.getNano() / 1_000_000;
			return this.text + ((millis < 10) ? ".00" : (millis < 100) ? ".0" : ".") + millis + 'Z';
		}

	}

}
