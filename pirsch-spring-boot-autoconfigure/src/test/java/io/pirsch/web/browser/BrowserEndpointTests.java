package io.pirsch.web.browser;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.BrowserViews;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebExchange;
import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BrowserEndpoint}.
 */
class BrowserEndpointTests {

	private final WebSettings webSettings = WebSettings.builder().build();

	private final WebExchange exchange = mock(WebExchange.class);

	private boolean busy;

	private final BrowserEndpoint endpoint = new BrowserEndpoint(
			new BrowserSettings("/pirsch", BrowserViews.COMPLEMENT, "text/html", 100, 10, Set.of()), this.webSettings,
			new BrowserScript(BrowserViews.COMPLEMENT, false, null),
			new MessageRecorder(PirschTracker.noop(), PageViewRules.of(this.webSettings), this.webSettings, List.of(),
					BrowserViews.COMPLEMENT, Clock.systemUTC()),
			() -> this.busy, Clock.systemUTC());

	BrowserEndpointTests() {
		given(this.exchange.method()).willReturn("POST");
		given(this.exchange.url()).willReturn("https://example.com/pirsch/p");
		given(this.exchange.path()).willReturn(PathContainer.parsePath("/pirsch/p"));
		given(this.exchange.remoteAddress()).willReturn("203.0.113.7");
		given(this.exchange.header("Sec-Fetch-Site")).willReturn("same-origin");
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
	void aVisitorWhomNobodyKnowsIsLeftOut() {
		given(this.exchange.remoteAddress()).willReturn("nobody");
		assertThat(this.endpoint.refuse(this.exchange, -1)).isNotNull().extracting(BrowserReply::status).isEqualTo(204);
	}

}
