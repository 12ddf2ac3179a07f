package io.pirsch.tracking.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.pirsch.client.Hit;
import io.pirsch.client.HitJson;
import io.pirsch.client.Visitor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Hits as records: the value is the JSON that the API takes, headers tell kind, format,
 * time and the client of Pirsch, and the key brings all hits of a visitor into one
 * partition.
 */
final class HitRecords {

	private static final String KIND = "pirsch-kind";

	private static final String FORMAT = "pirsch-format";

	private static final String TIME = "pirsch-time";

	private static final String CLIENT = "pirsch-client";

	/**
	 * So many bytes of a hash tell visitors well enough apart.
	 */
	private static final int KEY_LENGTH = 8;

	private HitRecords() {
	}

	/**
	 * Writes a record. Its timestamp is the moment it is sent: a broker may refuse
	 * others, and counts by it how long to keep the record.
	 */
	static ProducerRecord<byte[], byte[]> write(String topic, String client, Hit hit) {
		Instant time = Objects.requireNonNull(hit.time());
		List<Header> headers = List.of(header(KIND, hit.kind().id()), header(FORMAT, "" + HitJson.FORMAT),
				header(TIME, "" + time.toEpochMilli()), header(CLIENT, client));
		return new ProducerRecord<>(topic, null, null, key(hit.visitor()), HitJson.write(hit), headers);
	}

	private static Header header(String name, String value) {
		return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Whether a newer version has written the record.
	 */
	static boolean isNewer(ConsumerRecord<byte[], byte[]> record) {
		return number(record.headers(), FORMAT, 0) > HitJson.FORMAT;
	}

	/**
	 * Returns the fingerprint of the client for which the record was written.
	 */
	static @Nullable String client(ConsumerRecord<byte[], byte[]> record) {
		return text(record.headers(), CLIENT);
	}

	/**
	 * Reads a hit.
	 * @return the hit, or {@code null} if the record can't be read
	 */
	static @Nullable Hit read(ConsumerRecord<byte[], byte[]> record) {
		String id = text(record.headers(), KIND);
		Hit.Kind kind = (id != null) ? Hit.Kind.of(id) : null;
		byte[] json = record.value();
		if (kind == null || json == null) {
			return null;
		}
		try {
			return HitJson.read(kind, json);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	static Instant time(ConsumerRecord<byte[], byte[]> record) {
		return Instant.ofEpochMilli(number(record.headers(), TIME, record.timestamp()));
	}

	private static long number(Headers headers, String name, long otherwise) {
		String text = text(headers, name);
		try {
			return (text != null) ? Long.parseLong(text) : otherwise;
		}
		catch (NumberFormatException ex) {
			return otherwise;
		}
	}

	private static @Nullable String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

	/**
	 * Returns the visitor as Pirsch tells them apart, by address and user agent.
	 */
	static byte[] key(Visitor visitor) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(visitor.ip().getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			digest.update(visitor.userAgent().getBytes(StandardCharsets.UTF_8));
			return Arrays.copyOf(digest.digest(), KEY_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
