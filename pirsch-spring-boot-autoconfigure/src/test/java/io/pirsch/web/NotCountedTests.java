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
	void saysNothingOfAPageViewOrIfNobodyAsks(CapturedOutput output) {
		record(new FakeExchange());
		this.logger.setLevel(null);
		record(new FakeExchange().method("POST"));
		assertThat(output).doesNotContain("Not counted");
	}

	private static void record(FakeExchange exchange) {
		WebSettings settings = WebSettings.builder().build();
		PageViewRecorder recorder = new PageViewRecorder(new RecordingPirschTracker(), PageViewRules.of(settings),
				settings, List.of(), Clock.systemUTC());
		recorder.record(exchange, recorder.open(exchange));
	}

}
