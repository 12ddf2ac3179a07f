package io.pirsch.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes hits exactly as the API names and formats them, whatever an application does to
 * its own Jackson. Fields without a value are left out.
 */
final class HitWriter {

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

	private static final SerializableString EVENT_DURATION = new SerializedString("event_duration");

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

	private static final int BYTES_PER_HIT = 512;

	private static final int FIRST_SIZE_AT_MOST = 1024 * 1024;

	private HitWriter() {
	}

	/**
	 * Writes a hit for the call for one, which tells no time.
	 */
	static byte[] single(Hit hit) {
		return object(hit, null);
	}

	/**
	 * Writes a hit as it stands in a batch.
	 */
	static byte[] withTime(Hit hit) {
		return object(hit, new TimeText());
	}

	private static byte[] object(Hit hit, @Nullable TimeText timeText) {
		Buffer buffer = new Buffer(BYTES_PER_HIT);
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), buffer)) {
			write(json, hit, timeText);
		}
		return buffer.toByteArray();
	}

	static HitBatch batch(Hit.Kind kind, List<? extends Hit> hits, int maxBytes) {
		Buffer buffer = new Buffer((int) Math.min((long) BYTES_PER_HIT * hits.size(), FIRST_SIZE_AT_MOST));
		TimeText timeText = new TimeText();
		int size = 0;
		int end = 0;
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), buffer)) {
			json.writeStartArray();
			for (Hit hit : hits) {
				write(json, hit, timeText);
				int written = buffer.size() + json.streamWriteOutputBuffered();
				if (size > 0 && written >= maxBytes) {
					break;
				}
				end = written;
				size++;
			}
			json.writeEndArray();
		}
		return new HitBatch(kind, size, buffer.endArrayAt(end));
	}

	private static void write(JsonGenerator json, Hit hit, @Nullable TimeText timeText) {
		json.writeStartObject();
		if (hit instanceof PageView page) {
			pageView(json, page);
		}
		else if (hit instanceof Event event) {
			event(json, event);
		}
		else if (hit instanceof SessionExtension extension) {
			sessionExtension(json, extension);
		}
		Instant time = hit.time();
		if (timeText != null && time != null) {
			text(json, TIME, timeText.of(time));
		}
		json.writeEndObject();
	}

	private static void pageView(JsonGenerator json, PageView page) {
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

	private static void event(JsonGenerator json, Event event) {
		pageView(json, event.page());
		text(json, EVENT_NAME, event.name());
		if (event.duration() != null) {
			json.writeName(EVENT_DURATION);
			json.writeNumber(event.duration().toSeconds());
		}
		pairs(json, EVENT_META, event.metadata());
		flag(json, NON_INTERACTIVE, event.nonInteractive());
	}

	private static void sessionExtension(JsonGenerator json, SessionExtension extension) {
		text(json, URL, extension.url());
		visitor(json, extension.visitor());
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
			pairs.forEach((key, value) -> json.writeStringProperty(wellFormed(key), value));
			json.writeEndObject();
		}
	}

	/**
	 * Half a surrogate pair in a name is not read back by every parser, though it may
	 * stand there.
	 */
	private static String wellFormed(String name) {
		boolean plain = name.chars().noneMatch((c) -> Character.isSurrogate((char) c));
		return plain ? name : new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	/**
	 * Bytes that are given away without a copy.
	 */
	private static final class Buffer extends ByteArrayOutputStream {

		Buffer(int size) {
			super(size);
		}

		/**
		 * Cuts what comes behind an element of an array, and ends the array there.
		 */
		ByteBuffer endArrayAt(int end) {
			this.buf[end] = ']';
			return ByteBuffer.wrap(this.buf, 0, end + 1);
		}

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
