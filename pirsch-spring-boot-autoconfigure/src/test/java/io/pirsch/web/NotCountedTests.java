package io.pirsch.web;

import java.time.Clock;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.pirsch.tracking.test.RecordingPirschTracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotCounted}, the answer to "I see nothing".
 */
@ExtendWith(OutputCaptureExtension.class)
class NotCountedTests {

	private static final String SECRET = "s3cr3t";

	private final Logger logger = (Logger) LoggerFactory.getLogger(PageViewRules.class);

	private final FakeExchange exchange = new FakeExchange().url("https://example.com/reset?token=" + SECRET);

	@BeforeEach
	void ask() {
		this.logger.setLevel(Level.DEBUG);
	}

	@AfterEach
	void forget() {
		this.logger.setLevel(null);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Dest, iframe, (Sec-Fetch-Dest)", "HX-Request, true, HX-Request", "DNT, 1, objects",
			"Sec-Purpose, prefetch, prefetch" })
	void saysWhichRequestHeaderRulesItOut(String header, String value, String reason, CapturedOutput output) {
		record(this.exchange.header(header, value));
		assertThat(output).contains("Not counted: ").contains(reason).doesNotContain(SECRET);
	}

	@Test
	void saysWhatElseRulesItOut(CapturedOutput output) {
		record(this.exchange.without("User-Agent"));
		record(new FakeExchange().from(null));
		record(new FakeExchange().status(404));
		record(new FakeExchange().method("POST"));
		record(new FakeExchange().responseHeader("Content-Type", "application/json"));
		assertThat(output).contains("Not counted: it has no User-Agent")
			.contains("Not counted: the address of the visitor is not known")
			.contains("Not counted: its status is neither 2xx nor 304")
			.contains("Not counted: its method is not GET")
			.contains("Not counted: its content type is not that of a page")
			.doesNotContain(SECRET);
	}

	@Test
	void namesMethodAndPathAndNothingElse(CapturedOutput output) {
		record(new FakeExchange().method("POST")
			.url("https://example.com/a;jsessionid=%s/b?token=%s".formatted(SECRET, SECRET)));
		record(new FakeExchange().method("PU\r\nT")
			.url("https://example.com/x\r\n2026 INFO forged\u0085\u2028" + "y".repeat(300)));
		assertThat(output).contains("(POST /a/b)")
			.contains("(PU??T /x??2026?INFO?forged??yyy")
			.contains("yyy…)")
			.doesNotContain(SECRET, "203.0.113.7", FakeExchange.USER_AGENT, "\n2026 INFO", "\u2028");
		assertThat(output.getOut().lines()).hasSize(2);
	}

	@Test
	void saysNothingOfAPageViewOrIfNobodyAsks(CapturedOutput output) {
		record(new FakeExchange());
		this.logger.setLevel(null);
		record(new FakeExchange().method("POST"));
		assertThat(output).doesNotContain("Not counted");
	}

	@Test
	void saysWhatIsCountedWithoutItsQuery(CapturedOutput output) {
		Logger counted = (Logger) LoggerFactory.getLogger(PageViewRecorder.class);
		counted.setLevel(Level.DEBUG);
		try {
			WebSettings settings = WebSettings.builder().build();
			PageViewRecorder recorder = new PageViewRecorder(new RecordingPirschTracker(), PageViewRules.of(settings),
					settings, List.of(), List.of(), Clock.systemUTC());
			PirschVisit visit = recorder.open(this.exchange);
			visit.track("Password forgotten");
			recorder.record(this.exchange, visit);
		}
		finally {
			counted.setLevel(null);
		}
		assertThat(output).contains("Counted: the page view of example.com/reset")
			.contains("Counted: the event 'Password forgotten' on example.com/reset")
			.doesNotContain(SECRET);
	}

	private static void record(FakeExchange exchange) {
		WebSettings settings = WebSettings.builder().build();
		PageViewRecorder recorder = new PageViewRecorder(new RecordingPirschTracker(), PageViewRules.of(settings),
				settings, List.of(), List.of(), Clock.systemUTC());
		recorder.record(exchange, recorder.open(exchange));
	}

}
