package io.pirsch.client;

import java.nio.ByteBuffer;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * Sends JSON as it was written, with no codec that an application may have changed.
 */
final class RequestJson {

	private RequestJson() {
	}

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

}
