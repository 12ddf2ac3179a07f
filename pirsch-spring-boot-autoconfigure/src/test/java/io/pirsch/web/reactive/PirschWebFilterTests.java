package io.pirsch.web.reactive;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link PirschWebFilter} in a server.
 */
class PirschWebFilterTests {

	private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private static final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			SiteConfiguration.class);

	private static final RecordingPirschTracker tracker = context.getBean(RecordingPirschTracker.class);

	private static final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context).build()))
		.bindNow();

	private static final String SITE = "http://localhost:" + server.port();

	/**
	 * Opens a connection for each request: Reactor Netty's server now and then stops to
	 * read from one that is kept alive.
	 */
	private final WebTestClient client = WebTestClient
		.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection()))
		.responseTimeout(Duration.ofSeconds(30))
		.baseUrl(SITE)
		.defaultHeader("User-Agent", USER_AGENT)
		.build();

	@AfterAll
	static void stopServer() {
		server.disposeNow(Duration.ofSeconds(5));
		context.close();
	}

	@BeforeEach
	void forget() {
		tracker.clear();
	}

	@Test
	void recordsAPage() {
		get("/page?q=a%20b", "X-Forwarded-For", "203.0.113.7").expectStatus().isOk();
		PageView page = onlyPageView();
		assertThat(page.url()).isEqualTo(SITE + "/page?q=a%20b");
		assertThat(page.visitor().ip()).isEqualTo("203.0.113.7");
		assertThat(page.visitor().userAgent()).isEqualTo(USER_AGENT);
		assertThat(page.time()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/json", "/broken", "/private", "/excluded/page" })
	void recordsNothingElse(String path) {
		get(path);
		assertThat(tracker.all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS" })
	void recordsNoOtherMethod(String method) {
		this.client.method(HttpMethod.valueOf(method)).uri("/page").exchange();
		assertThat(tracker.all()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "DNT, 1", "Sec-GPC, 1", "Sec-Purpose, prefetch;prerender", "X-Moz, prefetch",
			"Sec-Fetch-Dest, iframe" })
	void recordsNothingThatARequestHeaderRulesOut(String header, String value) {
		get("/page", header, value).expectStatus().isOk();
		assertThat(tracker.all()).isEmpty();
	}

	@Test
	void recordsAPageThatIsNotModified() {
		get("/cached", "If-None-Match", "\"v1\"", "Accept", "text/html").expectStatus().isNotModified();
		assertThat(tracker.pageViews()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing", "/absent" })
	void recordsAPageThatIsNotFoundAsEvent(String path) {
		get(path, "Accept", "text/html").expectStatus().isNotFound();
		assertThat(tracker.all()).hasSize(1);
		assertThat(tracker.events()).singleElement().satisfies((event) -> {
			assertThat(event.name()).isEqualTo("404 Page Not Found");
			assertThat(event.metadata()).containsExactly(entry("path", path));
		});
	}

	@Test
	void recordsAPageOfAFilterBehind() {
		get("/login").expectStatus().isOk();
		assertThat(tracker.pageViews()).hasSize(1);
	}

	@Test
	void givesHandlersTheVisit() {
		get("/visit").expectStatus().isOk();
		PageView page = tracker.pageViews().get(0);
		assertThat(page.title()).isEqualTo("Visit");
		assertThat(tracker.events()).extracting(Event::name).containsExactly("Read");
		assertThat(tracker.all()).first().isSameAs(page);
	}

	@Test
	void givesFunctionalEndpointsTheVisit() {
		get("/functional").expectStatus().isOk();
		assertThat(onlyPageView().title()).isEqualTo("Functional");
	}

	@Test
	void givesHandlersOnOtherThreadsTheVisit() {
		get("/elsewhere").expectStatus().isOk();
		assertThat(onlyPageView().title()).isEqualTo("Elsewhere");
	}

	@Test
	void sendsTheEventsOfAFormWithoutPageView() {
		this.client.post().uri("/order").exchange().expectStatus().isSeeOther();
		assertThat(tracker.all()).hasSize(1);
		assertThat(tracker.events()).extracting(Event::name).containsExactly("Order");
	}

	@Test
	void sendsLateEventsOfAnAnswerWithoutPageView() {
		this.client.post().uri("/job").exchange().expectStatus().isAccepted();
		assertThat(tracker.all()).isEmpty();
		context.getBean(Site.class).lateVisit.track("Done");
		assertThat(tracker.events()).extracting(Event::name).containsExactly("Done");
	}

	@Test
	void leavesPagesThatACustomizerFailsOnAsTheyAre() {
		get("/page", "X-Test", "customizer").expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("<title>Page</title>");
		assertThat(tracker.pageViews()).hasSize(1);
	}

	@Test
	void leavesPagesThatTheRulesFailOnAsTheyAre() {
		get("/page", "X-Test", "rules").expectStatus().isOk().expectBody(String.class).isEqualTo("<title>Page</title>");
		assertThat(tracker.all()).isEmpty();
	}

	@Test
	void leavesPagesThatTheTrackerFailsOnAsTheyAre() {
		get("/tracker").expectStatus().isOk().expectBody(String.class).isEqualTo("<title>Tracker</title>");
	}

	@Test
	void asksForClientHintsBesideThoseAskedForAlready() {
		get("/hints").expectHeader()
			.valueEquals("Accept-CH",
					"DPR, Sec-CH-UA, Sec-CH-UA-Mobile, Sec-CH-UA-Platform, Sec-CH-UA-Platform-Version, "
							+ "Sec-CH-Width, Sec-CH-Viewport-Width")
			.expectHeader()
			.valueEquals("Permissions-Policy", "ch-dpr=(self)");
		get("/json").expectHeader().doesNotExist("Accept-CH");
	}

	private WebTestClient.ResponseSpec get(String uri, String... headers) {
		WebTestClient.RequestHeadersSpec<?> request = this.client.get().uri(URI.create(SITE + uri));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return request.exchange();
	}

	private static PageView onlyPageView() {
		assertThat(tracker.all()).hasSize(1);
		return tracker.pageViews().get(0);
	}

	@RestController
	static class Site {

		PirschVisit lateVisit = PirschVisit.none();

		@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return "<title>Page</title>";
		}

		@GetMapping(path = "/tracker", produces = MediaType.TEXT_HTML_VALUE)
		String tracker() {
			return "<title>Tracker</title>";
		}

		@GetMapping(path = "/excluded/page", produces = MediaType.TEXT_HTML_VALUE)
		String excluded() {
			return "<title>Excluded</title>";
		}

		@GetMapping(path = "/private", produces = MediaType.TEXT_HTML_VALUE)
		String secured() {
			return "<title>Private</title>";
		}

		@GetMapping("/json")
		ResponseEntity<byte[]> json() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new byte[] { '1' });
		}

		@GetMapping(path = "/broken", produces = MediaType.TEXT_HTML_VALUE)
		Mono<String> broken() {
			return Mono.error(new IllegalStateException());
		}

		@GetMapping(path = "/absent", produces = MediaType.TEXT_HTML_VALUE)
		ResponseEntity<String> absent() {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body("<title>Not found</title>");
		}

		@GetMapping("/cached")
		ResponseEntity<String> cached() {
			return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).eTag("v1").body("<title>Cached</title>");
		}

		@GetMapping("/hints")
		ResponseEntity<String> hints() {
			return ResponseEntity.ok()
				.contentType(MediaType.TEXT_HTML)
				.header("Accept-CH", "DPR")
				.header("Permissions-Policy", "ch-dpr=(self)")
				.body("<title>Hints</title>");
		}

		@GetMapping(path = "/visit", produces = MediaType.TEXT_HTML_VALUE)
		String visit(PirschVisit visit) {
			visit.title("Visit").track("Read");
			return "<title>Visit</title>";
		}

		@GetMapping(path = "/elsewhere", produces = MediaType.TEXT_HTML_VALUE)
		Mono<String> elsewhere(PirschVisit visit) {
			return Mono.fromCallable(() -> {
				visit.title("Elsewhere");
				return "<title>Elsewhere</title>";
			}).subscribeOn(Schedulers.boundedElastic());
		}

		@PostMapping("/order")
		ResponseEntity<Void> order(PirschVisit visit) {
			visit.track("Order");
			return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", "/thanks").build();
		}

		@PostMapping("/job")
		ResponseEntity<Void> job(PirschVisit visit) {
			this.lateVisit = visit;
			return ResponseEntity.accepted().build();
		}

	}

	@Configuration
	@EnableWebFlux
	static class SiteConfiguration implements WebFluxConfigurer {

		@Override
		public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
			configurer.addCustomResolver(new PirschVisitArgumentResolver());
		}

		@Bean
		Site site() {
			return new Site();
		}

		@Bean
		RouterFunction<ServerResponse> functionalSite() {
			return RouterFunctions.route().GET("/functional", (request) -> {
				PirschVisits.from(request.exchange()).title("Functional");
				return ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue("<title>Functional</title>");
			}).build();
		}

		@Bean
		@Order(-100)
		WebFilter security() {
			return (exchange, chain) -> {
				String path = exchange.getRequest().getPath().value();
				if (!path.equals("/private") && !path.equals("/login")) {
					return chain.filter(exchange);
				}
				exchange.getResponse().setStatusCode(path.equals("/login") ? HttpStatus.OK : HttpStatus.UNAUTHORIZED);
				exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_HTML);
				return exchange.getResponse().setComplete();
			};
		}

		@Bean
		RecordingPirschTracker tracker() {
			return new RecordingPirschTracker() {

				@Override
				public synchronized void track(Hit hit) {
					if (hit instanceof PageView page && page.url().endsWith("/tracker")) {
						throw new IllegalStateException("tracker");
					}
					super.track(hit);
				}

			};
		}

		@Bean
		PirschWebFilter pirschWebFilter(RecordingPirschTracker tracker, ApplicationContext context) {
			WebSettings settings = WebSettings.builder()
				.exclude(List.of("/excluded/**"))
				.respectGlobalPrivacyControl(true)
				.clientHints(true)
				.notFoundEvent(true)
				.build();
			PageViewRules defaults = PageViewRules.of(settings);
			PageViewRules rules = (exchange) -> {
				if ("rules".equals(exchange.header("X-Test"))) {
					throw new IllegalStateException("rules");
				}
				return defaults.judge(exchange);
			};
			PageViewCustomizer customizer = (page, exchange) -> {
				if ("customizer".equals(exchange.header("X-Test"))) {
					throw new IllegalStateException("customizer");
				}
				return page;
			};
			PageViewRecorder recorder = new PageViewRecorder(tracker, rules, settings, List.of(customizer), List.of(),
					Clock.systemUTC());
			return new PirschWebFilter(recorder, context, -110);
		}

	}

}
