package io.pirsch.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

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

	private RequestJson() {
	}

	static <T> byte[] object(T value, BiConsumer<JsonGenerator, T> fields) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
			json.writeStartObject();
			fields.accept(json, value);
			json.writeEndObject();
		}
		return bytes.toByteArray();
	}

	/**
	 * Returns what writes this JSON as it is, with no codec that an application may have
	 * changed.
	 */
	static BodyInserter<byte[], ReactiveHttpOutputMessage> body(ByteBuffer json) {
		return (message, context) -> {
			message.getHeaders().setContentType(MediaType.APPLICATION_JSON);
			message.getHeaders().setContentLength(json.remaining());
			return message.writeWith(Mono.just(message.bufferFactory().wrap(json.duplicate())));
		};
	}

	static BodyInserter<byte[], ReactiveHttpOutputMessage> body(byte[] json) {
		return body(ByteBuffer.wrap(json));
	}

	static void tokenRequest(JsonGenerator json, OAuthClient client) {
		text(json, "client_id", client.clientId());
		text(json, "client_secret", client.clientSecret());
	}

	private static void text(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.writeStringProperty(name, value);
		}
	}

}
