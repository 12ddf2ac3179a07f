package io.pirsch.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

/**
 * Takes a call through faults, endpoint and journal to its answer.
 */
class ApiHandler implements HttpHandler {

	private final PirschApi api;

	private final Faults faults;

	private final Journal journal;

	private final LiveFeed feed;

	private final Clock clock;

	private final CountDownLatch stopped;

	ApiHandler(PirschApi api, Faults faults, Journal journal, LiveFeed feed, Clock clock, CountDownLatch stopped) {
		this.api = api;
		this.faults = faults;
		this.journal = journal;
		this.feed = feed;
		this.clock = clock;
		this.stopped = stopped;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		new Handling(exchange).run();
	}

	/**
	 * The way of one call.
	 */
	private final class Handling {

		private final HttpExchange exchange;

		private final String path;

		private final long number = ApiHandler.this.journal.nextNumber();

		private final Instant receivedAt = ApiHandler.this.clock.instant();

		private @Nullable Fault fault;

		private int bytes;

		Handling(HttpExchange exchange) {
			this.exchange = exchange;
			this.path = exchange.getRequestURI().getPath();
		}

		void run() throws IOException {
			strike(ApiHandler.this.faults.take(this.path));
			if (hangUp() == Fault.HangUp.BEFORE_READING) {
				hangUpUnaccepted();
			}
			byte[] body = Http.body(this.exchange);
			this.bytes = body.length;
			Answer answer = faultyAnswer();
			if (answer == null) {
				answer = ApiHandler.this.api.answer(new ApiCall(this.number, this.receivedAt, this.exchange, body));
				if (this.fault == null) {
					strike(ApiHandler.this.faults.take(this.path, answer.arrivals()));
					answer = Objects.requireNonNullElse(faultyAnswer(), answer);
				}
			}
			reply(answer);
		}

		private void strike(@Nullable Fault fault) throws IOException {
			this.fault = fault;
			if (fault != null && !fault.delay().isZero() && stoppedWithin(fault.delay())) {
				hangUpUnaccepted();
			}
		}

		private boolean stoppedWithin(Duration delay) {
			try {
				return ApiHandler.this.stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return true;
			}
		}

		private void reply(Answer answer) throws IOException {
			Fault.HangUp hangUp = hangUp();
			if (hangUp == null) {
				record(answer, true);
				Http.send(this.exchange, answer);
				return;
			}
			switch (hangUp) {
				case BEFORE_READING, AFTER_READING -> hangUpUnaccepted();
				case AFTER_ACCEPTING -> {
					record(Answer.none(answer.arrivals()), false);
					throw new HungUp();
				}
				case HALF_ANSWER -> {
					record(answer, false);
					Http.sendHalf(this.exchange, answer);
					throw new HungUp();
				}
			}
		}

		private void hangUpUnaccepted() throws IOException {
			record(Answer.none(List.of()), false);
			throw new HungUp();
		}

		/**
		 * Comes before the answer goes out, so that whoever has the answer finds the call
		 * in the journal.
		 */
		private void record(Answer answer, boolean complete) {
			List<Arrival> accepted = answer.arrivals();
			ReceivedRequest request = new ReceivedRequest(this.number, this.receivedAt,
					this.exchange.getRequestMethod(), this.path, this.exchange.getRequestURI().getRawQuery(),
					Http.headers(this.exchange), this.bytes, accepted.size(), answer.status(), complete, answer.error(),
					(this.fault != null) ? this.fault.toString() : null);
			ApiHandler.this.journal.record(request, accepted);
			ApiHandler.this.feed.publish(request, accepted);
		}

		private Fault.@Nullable HangUp hangUp() {
			return (this.fault != null) ? this.fault.hangUp() : null;
		}

		private @Nullable Answer faultyAnswer() {
			return (this.fault != null) ? this.fault.answer() : null;
		}

	}

	/**
	 * Thrown out of a handler, it makes the server close the connection as it is.
	 */
	@SuppressWarnings("serial")
	private static final class HungUp extends IOException {

		HungUp() {
			super("Hung up on purpose");
		}

	}

}
