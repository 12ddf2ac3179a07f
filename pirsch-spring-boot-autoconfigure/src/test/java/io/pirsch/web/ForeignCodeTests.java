package io.pirsch.web;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no code of others, and no logging, runs under a monitor of a visit: a thread
 * that waits in such code lets others use the visit meanwhile, and does not hold the
 * carrier of a virtual thread.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignCodeTests {

	private final FakeExchange exchange = new FakeExchange();

	private final AtomicBoolean entered = new AtomicBoolean();

	private PirschVisit visit = PirschVisit.none();

	private boolean passed;

	@Test
	void letsOthersThroughInRules() {
		record((hit) -> {
		}, (exchange) -> {
			waitForAnother();
			return Verdict.PAGE_VIEW;
		}, List.of());
		assertThat(this.passed).isTrue();
	}

	@Test
	void letsOthersThroughInACustomizer() {
		record((hit) -> {
		}, (exchange) -> Verdict.PAGE_VIEW, List.of((page, exchange) -> {
			waitForAnother();
			return page;
		}));
		assertThat(this.passed).isTrue();
	}

	@Test
	void letsOthersThroughInATracker() {
		record((hit) -> waitForAnother(), (exchange) -> Verdict.PAGE_VIEW, List.of());
		assertThat(this.passed).isTrue();
	}

	@Test
	void letsOthersThroughInTheTrackerOfALateVisit() {
		PageViewRecorder recorder = recorder((hit) -> waitForAnother(), (exchange) -> Verdict.NOTHING, List.of());
		recorder.record(this.exchange, this.visit);
		PirschVisit.of(this.visit).track("Late");
		assertThat(this.passed).isTrue();
	}

	@Test
	void letsOthersThroughInTheDetailsOfAnEvent() {
		recorder((hit) -> {
		}, (exchange) -> Verdict.PAGE_VIEW, List.of());
		this.visit.track("Event", (event) -> waitForAnother());
		assertThat(this.passed).isTrue();
	}

	@Test
	void letsOthersThroughInALog() {
		recorder((hit) -> {
		}, (exchange) -> Verdict.PAGE_VIEW, List.of());
		Logger logger = (Logger) LoggerFactory.getLogger(PageViewRecorder.class);
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			@SuppressWarnings("UnsynchronizedOverridesSynchronized")
			public void doAppend(ILoggingEvent event) {
				waitForAnother();
			}

			@Override
			protected void append(ILoggingEvent event) {
			}

		};
		logger.addAppender(appender);
		logger.setAdditive(false);
		try {
			this.visit.tag("k".repeat(1000), "value");
		}
		finally {
			logger.setAdditive(true);
			logger.detachAppender(appender);
		}
		assertThat(this.passed).isTrue();
	}

	private void record(PirschTracker tracker, PageViewRules rules, List<PageViewCustomizer> customizers) {
		recorder(tracker, rules, customizers).record(this.exchange, PirschVisit.of(this.visit));
	}

	private PageViewRecorder recorder(PirschTracker tracker, PageViewRules rules,
			List<PageViewCustomizer> customizers) {
		PageViewRecorder recorder = new PageViewRecorder(tracker, rules, WebSettings.builder().build(), customizers,
				List.of(), Clock.systemUTC());
		this.visit = recorder.open(this.exchange);
		return recorder;
	}

	/**
	 * Waits, in the code of others, for another thread that uses the visit.
	 */
	private void waitForAnother() {
		if (this.entered.compareAndSet(false, true)) {
			CompletableFuture.runAsync(
					() -> PirschVisit.of(this.visit.title("a").tag("b", "c").track("Other").count()).extendSession())
				.orTimeout(10, TimeUnit.SECONDS)
				.join();
			this.passed = true;
		}
	}

}
