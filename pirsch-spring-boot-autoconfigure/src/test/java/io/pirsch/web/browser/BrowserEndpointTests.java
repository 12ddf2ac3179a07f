package io.pirsch.web.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.BrowserViews;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebExchange;
import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BrowserEndpoint}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrowserEndpointTests {

	private final WebExchange exchange = mock(WebExchange.class);

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	private Instant now = Instant.parse("2026-09-27T10:00:00Z");

	private final InstantSource clock = () -> this.now;

	private boolean busy;

	private final BrowserEndpoint endpoint = endpoint(BrowserViews.COMPLEMENT);

	BrowserEndpointTests() {
		given(this.exchange.method()).willReturn("POST");
		given(this.exchange.url()).willReturn("https://example.com/pirsch/p");
		given(this.exchange.path()).willReturn(PathContainer.parsePath("/pirsch/p"));
		given(this.exchange.remoteAddress()).willReturn("203.0.113.7");
		given(this.exchange.header("Sec-Fetch-Site")).willReturn("same-origin");
		given(this.exchange.header("User-Agent")).willReturn("Mozilla/5.0 (Test)");
	}

	@Test
	void takesMessagesUntilTheyHaveTheirShareOfTheQueue() {
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNull();
		this.busy = true;
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNotNull().extracting(BrowserReply::status).isEqualTo(429);
		assertThat(this.endpoint.refused(Refusal.QUEUE_SHARE)).isOne();
	}

	@Test
	void whatIsAnnouncedAsTooLargeIsNotRead() {
		assertThat(this.endpoint.refuse(this.exchange, 100)).isNull();
		assertThat(this.endpoint.refuse(this.exchange, 101)).isNotNull()
			.extracting(BrowserReply::status)
			.isEqualTo(413);
	}

	@Test
	void aNumberThatIsTooLargeForAnyIsMalformed() {
		String view = "{\"t\":\"view\",\"path\":\"/\",\"width\":1%s,\"height\":1}";
		for (String end : List.of("0".repeat(400), "0".repeat(2000), "e999", "e-1\"")) {
			assertThat(accept(view.formatted(end))).as(end).isEqualTo(400);
		}
		assertThat(this.endpoint.refused(Refusal.MALFORMED)).isEqualTo(4);
		String event = "{\"t\":\"event\",\"path\":\"/\",\"event\":{\"name\":\"Big\",\"duration\":1%1$s,"
				+ "\"meta\":{\"a\":1%1$s},\"non_interactive\":1%1$s}}";
		assertThat(accept(event.formatted("0".repeat(400)))).isEqualTo(204);
		assertThat(this.tracker.eventNames()).containsExactly("Big");
	}

	@ParameterizedTest
	@CsvSource({ "/100%, /100%25", "/100%/a%2, /100%25/a%252", "/%zz/%C3%A4;a=%;%=b, /%25zz/%C3%A4", "/%%41, /%25%41",
			"/a%20b, /a%20b", "/a#/100%, /a%23/100%25" })
	void aPercentSignThatBeginsNoEscapeIsOne(String path, String told) {
		assertThat(accept("{\"t\":\"view\",\"path\":\"%s\"}".formatted(path))).isEqualTo(204);
		assertThat(this.tracker.pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.url()).isEqualTo("https://example.com" + told));
	}

	@ParameterizedTest
	@CsvSource({ "/page;SID=A1, /page", "/a;SID=A1/b;x=1;y, /a/b", "/;SID=A1, /", "/app;SID=A1#/a;x=1, /app%23/a" })
	void aPathIsToldWithoutParametersAsOneMayBeASession(String path, String told) {
		String message = "{\"t\":\"%s\",\"path\":\"%s\",\"event\":{\"name\":\"Seen\"}}";
		for (String type : List.of("view", "event", "ping")) {
			assertThat(accept(message.formatted(type, path))).isEqualTo(204);
		}
		String url = "https://example.com" + told;
		assertThat(this.tracker.pageViews()).extracting(PageView::url).containsExactly(url);
		assertThat(this.tracker.events()).extracting((event) -> event.page().url()).containsExactly(url);
		assertThat(this.tracker.sessionExtensions()).extracting(SessionExtension::url).containsExactly(url);
	}

	/**
	 * Messages have no number by which to know one again. So what tells of a load that
	 * the server has seen never counts, however often it comes, and it is the rate limit
	 * that bounds whoever repeats any other.
	 */
	@Test
	void aMessageThatIsSentTwiceIsJudgedLikeTheFirst() {
		String view = "{\"t\":\"view\",\"path\":\"/page\",\"mark\":\"c%d\",\"now\":500,\"requestStart\":1,\"responseStart\":2}";
		String seen = view.formatted(this.now.getEpochSecond());
		accept(seen);
		accept(seen);
		assertThat(this.tracker.all()).isEmpty();
		String kept = view.formatted(this.now.getEpochSecond() - 60);
		accept(kept);
		accept(kept);
		assertThat(this.tracker.paths()).containsExactly("/page", "/page");
		this.now = this.now.plusSeconds(60);
		accept(seen);
		assertThat(this.tracker.paths()).hasSize(3);
	}

	/**
	 * Such a page has the mark of one that the server has charge of. A script whose clock
	 * is wrong can't tell that it is new, and asks.
	 */
	@ParameterizedTest
	@EnumSource(names = { "COMPLEMENT", "ALL" })
	void aPageThatTheApplicationDoesNotWantCountedIsNotCounted(BrowserViews views) {
		BrowserEndpoint endpoint = endpoint(views);
		String view = "{\"t\":\"view\",\"path\":\"/page\",\"mark\":\"c%d\",\"now\":500,\"requestStart\":1,\"responseStart\":2}";
		accept(endpoint, view.formatted(this.now.getEpochSecond()));
		assertThat(this.tracker.all()).isEmpty();
		accept(endpoint, "{\"t\":\"view\",\"path\":\"/page\"}");
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void aMessageThatRulesFailForIsCountedAsLost(CapturedOutput output) {
		List<DropReason> losses = new ArrayList<>();
		TrackingListener listener = new TrackingListener() {

			@Override
			public void dropped(int count, DropReason reason) {
				losses.addAll(Collections.nCopies(count, reason));
			}

		};
		PageViewRules failing = (exchange) -> {
			throw new IllegalStateException();
		};
		BrowserEndpoint endpoint = endpoint(BrowserViews.COMPLEMENT, failing, listener);
		accept(endpoint, "{\"t\":\"event\",\"path\":\"/\",\"event\":{\"name\":\"Seen\"}}");
		assertThat(output).contains("Failed to judge a page: java.lang.IllegalStateException");
		accept(endpoint, "{\"t\":\"view\",\"path\":\"/\"}");
		assertThat(this.tracker.all()).isEmpty();
		assertThat(losses).containsExactly(DropReason.FAILED, DropReason.FAILED);
	}

	@Test
	void theLimitOfAnAddressEndsWithItsMinute() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.endpoint.refuse(this.exchange, -1)).isNull();
		}
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNotNull().extracting(BrowserReply::status).isEqualTo(429);
		this.now = this.now.plusSeconds(60);
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNull();
	}

	@Test
	void aVisitorWhomNobodyKnowsIsLeftOut() {
		given(this.exchange.remoteAddress()).willReturn("nobody");
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNotNull().extracting(BrowserReply::status).isEqualTo(204);
	}

	private BrowserEndpoint endpoint(BrowserViews views) {
		return endpoint(views, PageViewRules.of(WebSettings.builder().build()));
	}

	private BrowserEndpoint endpoint(BrowserViews views, PageViewRules rules, TrackingListener... listeners) {
		WebSettings webSettings = WebSettings.builder().browserViews(views).build();
		return new BrowserEndpoint(new BrowserSettings("/pirsch", 100, 10, Set.of()), webSettings,
				new BrowserScript(webSettings),
				new MessageRecorder(this.tracker, rules, webSettings, List.of(), List.of(listeners), this.clock),
				() -> this.busy, this.clock);
	}

	private int accept(String message) {
		return accept(this.endpoint, message);
	}

	private int accept(BrowserEndpoint endpoint, String message) {
		return endpoint.accept(this.exchange, message.getBytes(StandardCharsets.UTF_8)).status();
	}

}
