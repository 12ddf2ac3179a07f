package io.pirsch.web.reactive;

import java.nio.file.Path;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Tells when the response is about to be committed, as the very last thing before it is.
 * <p>
 * This is what an action before the commit is for, too, but one that is there costs more
 * than all that we do. So it becomes such an action, the last one, only if there are
 * others, as these may change the status or fail.
 */
class CommitAwareResponse extends ServerHttpResponseDecorator {

	private @Nullable TrackedExchange exchange;

	private boolean hasActions;

	private boolean hasOurs;

	CommitAwareResponse(ServerHttpResponse delegate) {
		super(delegate);
	}

	/**
	 * Decorates the response of a server, which must happen before anybody else can add
	 * an action to it.
	 */
	static CommitAwareResponse of(ServerHttpResponse response) {
		return (response instanceof ZeroCopyHttpOutputMessage) ? new ZeroCopy(response)
				: new CommitAwareResponse(response);
	}

	/**
	 * Finds the decorator, around which filters may have put others.
	 */
	static @Nullable CommitAwareResponse in(ServerHttpResponse response) {
		ServerHttpResponse candidate = response;
		while (candidate instanceof ServerHttpResponseDecorator decorator) {
			if (decorator instanceof CommitAwareResponse found) {
				return found;
			}
			candidate = decorator.getDelegate();
		}
		return null;
	}

	/**
	 * Sets who is told.
	 */
	void tell(TrackedExchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public void beforeCommit(Supplier<? extends Mono<Void>> action) {
		this.hasActions = true;
		super.beforeCommit(action);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (!isAwaited()) {
			return super.writeWith(body);
		}
		if (body instanceof Mono<? extends DataBuffer> mono) {
			return super.writeWith(mono.map(this::beforeBuffer));
		}
		return super.writeWith(observe(body));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return super.writeAndFlushWith(isAwaited() ? observe(body) : body);
	}

	@Override
	public Mono<Void> setComplete() {
		boolean commits = isAwaited() && !isCommitted();
		Mono<Void> complete = super.setComplete();
		return commits ? Mono.defer(() -> {
			record();
			return complete;
		}) : complete;
	}

	/**
	 * A response is committed with its first part or, if there is none, with its end.
	 */
	private <T> Flux<T> observe(Publisher<T> body) {
		return Flux.from(body).doOnNext((part) -> beforeCommit()).doOnComplete(this::beforeCommit);
	}

	private DataBuffer beforeBuffer(DataBuffer buffer) {
		beforeCommit();
		return buffer;
	}

	boolean isAwaited() {
		TrackedExchange exchange = this.exchange;
		return exchange != null && exchange.awaitsResponse();
	}

	void beforeCommit() {
		// Not while actions are under way, the last of which is ours
		if (!isCommitted()) {
			record();
		}
	}

	private void record() {
		TrackedExchange exchange = this.exchange;
		if (exchange == null) {
			return;
		}
		// After an action has failed, none is asked any more
		if (!this.hasActions || this.hasOurs) {
			exchange.record();
			return;
		}
		this.hasOurs = true;
		super.beforeCommit(() -> {
			exchange.record();
			return Mono.empty();
		});
	}

	/**
	 * For servers that can send a file without reading it.
	 */
	private static final class ZeroCopy extends CommitAwareResponse implements ZeroCopyHttpOutputMessage {

		private final ZeroCopyHttpOutputMessage files;

		ZeroCopy(ServerHttpResponse delegate) {
			super(delegate);
			this.files = (ZeroCopyHttpOutputMessage) delegate;
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			if (!isAwaited()) {
				return this.files.writeWith(file, position, count);
			}
			return Mono.defer(() -> {
				beforeCommit();
				return this.files.writeWith(file, position, count);
			});
		}

	}

}
