package io.pirsch.web.reactive;

import java.util.function.Consumer;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Records one exchange: when its response is about to be committed, or else when it ends.
 */
final class TrackedExchange extends ReactiveWebExchange implements Consumer<SignalType> {

	private final PageViewRecorder recorder;

	private final PirschVisit visit;

	TrackedExchange(ServerWebExchange exchange, PageViewRecorder recorder) {
		super(exchange);
		this.recorder = recorder;
		this.visit = recorder.open(this);
	}

	PirschVisit visit() {
		return this.visit;
	}

	boolean awaitsResponse() {
		return this.recorder.awaitsResponse(this.visit);
	}

	/**
	 * Marks the response for a script in the browser.
	 */
	void mark() {
		if (this.recorder.marksPages()) {
			ServerHttpResponse response = response();
			this.recorder.markPage(this, this.visit, (mark) -> response.getHeaders().set("Server-Timing", mark));
		}
	}

	void recordBeforeCommit() {
		response().beforeCommit(() -> {
			record();
			return Mono.empty();
		});
	}

	void record() {
		mark();
		if (this.recorder.requestsClientHints()) {
			ServerHttpResponse response = response();
			this.recorder.requestClientHints(this, (hints) -> response.getHeaders().set("Accept-CH", hints));
		}
		this.recorder.record(this, this.visit);
	}

	/**
	 * Ends the exchange, unless its response is yet to come.
	 */
	@Override
	public void accept(SignalType end) {
		if (response().isCommitted()) {
			this.recorder.record(this, this.visit);
		}
		else if (end == SignalType.CANCEL) {
			this.recorder.abandon(this, this.visit);
		}
		else if (end == SignalType.ON_ERROR) {
			// Who answers now, and may have begun to, can be the first to ask for the
			// visit
			recordBeforeCommit();
			if (response().isCommitted()) {
				this.recorder.record(this, this.visit);
			}
		}
	}

}
