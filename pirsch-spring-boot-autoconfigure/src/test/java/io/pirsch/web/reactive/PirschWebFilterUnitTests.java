package io.pirsch.web.reactive;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.Event;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PirschWebFilter} without a server.
 */
class PirschWebFilterUnitTests {

	private static final WebFilterChain PAGE = (exchange) -> {
		exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_HTML);
		return exchange.getResponse().setComplete();
	};

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	private final WebSettings settings = WebSettings.builder().build();

	private final PageViewRecorder recorder = new PageViewRecorder(this.tracker, PageViewRules.of(this.settings),
			this.settings, List.of(), List.of(), Clock.systemUTC());

	private final PirschWebFilter filter = new PirschWebFilter(this.recorder, null, -110);

	private final MockServerWebExchange exchange = MockServerWebExchange
		.from(MockServerHttpRequest.get("https://example.com/page")
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.remoteAddress(new InetSocketAddress("203.0.113.7", 1234)));

	@Test
	void hasTheOrderThatIsSet() {
		assertThat(this.filter.getOrder()).isEqualTo(-110);
	}

	@Test
	void takesAResponseWithoutStatusForSuccessful() {
		this.filter.filter(this.exchange, PAGE).as(StepVerifier::create).verifyComplete();
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void believesAProxyOnASocketWithoutAddresses() {
		this.filter.filter(MockServerWebExchange.from(MockServerHttpRequest.get("https://example.com/page")
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.header("X-Forwarded-For", "203.0.113.9")), PAGE).as(StepVerifier::create).verifyComplete();
		assertThat(this.tracker.pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.visitor().ip()).isEqualTo("203.0.113.9"));
	}

	@Test
	void recordsNothingOfAnotherContext() {
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			new PirschWebFilter(this.recorder, context, 0).filter(this.exchange, PAGE)
				.as(StepVerifier::create)
				.verifyComplete();
		}
		assertThat(this.exchange.<Object>getAttribute(PirschVisit.ATTRIBUTE)).isNull();
		assertThat(PirschVisits.from(this.exchange)).isSameAs(PirschVisit.none());
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void recordsOnceWhereItIsThereTwice() {
		this.filter.filter(this.exchange, (next) -> this.filter.filter(next, PAGE))
			.as(StepVerifier::create)
			.verifyComplete();
		assertThat(this.tracker.pageViews()).hasSize(1);
	}

	@Test
	void sendsTheEventsOfARequestThatIsCancelled() {
		this.filter.filter(this.exchange, (next) -> {
			PirschVisits.from(next).track("Order");
			return Mono.never();
		}).as(StepVerifier::create).thenCancel().verify();
		assertThat(this.tracker.all()).hasSize(1);
		assertThat(this.tracker.events()).extracting(Event::name).containsExactly("Order");
	}

	@Test
	void sendsAnEventThatIsTrackedAfterAnEmptyAnswer() {
		List<ServerWebExchange> handled = new ArrayList<>();
		HttpHandler handler = this.filter.apply(WebHttpHandlerBuilder.webHandler((exchange) -> {
			handled.add(exchange);
			return Mono.empty();
		}).filter(this.filter).build());
		handler
			.handle(MockServerHttpRequest.post("https://example.com/orders")
				.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
				.remoteAddress(new InetSocketAddress("203.0.113.7", 1234))
				.build(), new MockServerHttpResponse())
			.as(StepVerifier::create)
			.verifyComplete();
		assertThat(this.tracker.all()).isEmpty();
		PirschVisits.from(handled.get(0)).track("Order");
		assertThat(this.tracker.events()).extracting(Event::name).containsExactly("Order");
	}

}
