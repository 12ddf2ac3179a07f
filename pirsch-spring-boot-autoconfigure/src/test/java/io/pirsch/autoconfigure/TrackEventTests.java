package io.pirsch.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

import io.pirsch.client.Event;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.TrackEvent;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TrackEvent} on each server.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class TrackEventTests {

	private static @Nullable ConfigurableApplicationContext context;

	@Parameter
	private TestServer server = TestServer.NETTY;

	/**
	 * One for each test, as Reactor Netty 1.3.7 now and then forgets to read from a
	 * connection on which another thread has answered (reactor-netty#4361).
	 */
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final RecordingPirschTracker tracker = context().getBean(RecordingPirschTracker.class);

	@BeforeParameterizedClassInvocation
	static void start(TestServer server) {
		Class<?> more = (server.type() == WebApplicationType.REACTIVE) ? ReactiveHandlers.class : MvcHandlers.class;
		context = new SpringApplicationBuilder(Site.class, more).web(server.type())
			.properties(server.properties(), "server.port=0", "spring.main.banner-mode=off", "pirsch.enabled=false",
					"spring.reactor.netty.shutdown-quiet-period=10ms")
			.run();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		context().close();
		context = null;
	}

	private static ConfigurableApplicationContext context() {
		return Objects.requireNonNull(context);
	}

	@BeforeEach
	void forget() {
		this.tracker.clear();
	}

	@Test
	void tracksTheEventWithItsMetadata() throws Exception {
		assertThat(post("/sign-up")).isEqualTo(201);
		assertThat(events()).hasSize(1);
		assertThat(this.tracker.pageViews()).isEmpty();
		Event event = events().get(0);
		assertThat(event.name()).isEqualTo("Signed up");
		assertThat(event.metadata()).containsExactly(entry("plan", "pro"), entry("formula", "a=b"));
		assertThat(event.nonInteractive()).isFalse();
		assertThat(event.page().url()).endsWith("/sign-up");
	}

	@Test
	void tracksAnEventThatIsNotInteractive() throws Exception {
		get("/read");
		assertThat(events()).singleElement().satisfies((event) -> assertThat(event.nonInteractive()).isTrue());
	}

	@Test
	void sendsTheEventBehindItsPage() throws Exception {
		get("/read");
		assertThat(events()).extracting(Event::name).containsExactly("Read");
		assertThat(this.tracker.all()).hasSize(2).first().isSameAs(this.tracker.pageViews().get(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/mono", "/empty-mono", "/flux", "/future", "/answers-itself", "/refused" })
	void tracksTheEventWhenTheResultIsComplete(String path) throws Exception {
		get(path);
		assertThat(events()).extracting(Event::name).containsExactly("Done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/deferred" })
	void tracksTheEventWhenTheResultOfMvcIsComplete(String path) throws Exception {
		assumeThat(this.server.type()).isEqualTo(WebApplicationType.SERVLET);
		get(path);
		assertThat(events()).extracting(Event::name).containsExactly("Done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/throws", "/throws-handled", "/failed-mono", "/failed-mono-handled", "/failed-flux",
			"/failed-future", "/callable-fails", "/fails-itself", "/missing-parameter" })
	void tracksNothingWhenThereIsAnError(String path) throws Exception {
		get(path);
		get("/read");
		assertThat(events()).extracting(Event::name).containsExactly("Read");
	}

	@Test
	void leavesOutMetadataThatIsMalformedAndSaysWhere(CapturedOutput output) throws Exception {
		get("/malformed");
		get("/malformed");
		assertThat(events()).allSatisfy((event) -> assertThat(event.metadata()).containsExactly(entry("a", "1")));
		assertThat(output).containsOnlyOnce("Metadata 'plan' of @TrackEvent on io.pirsch.autoconfigure."
				+ "TrackEventTests$Handlers#malformed[0 args] left out: write it as 'key=value'");
	}

	/**
	 * Waits for an event, since a server may answer before the method is known to have
	 * completed.
	 */
	private List<Event> events() {
		return await().until(this.tracker::events, (events) -> !events.isEmpty());
	}

	private int get(String path) throws Exception {
		return send(request(path));
	}

	private int post(String path) throws Exception {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	private static HttpRequest.Builder request(String path) {
		String port = context().getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.timeout(Duration.ofSeconds(20));
	}

	private int send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString()).statusCode();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Site {

		@Bean
		RecordingPirschTracker tracker() {
			return new RecordingPirschTracker();
		}

	}

	@RestController
	static class Handlers {

		@TrackEvent(value = "Signed up", metadata = { "plan=pro", "formula = a=b" })
		@PostMapping("/sign-up")
		ResponseEntity<String> signUp() {
			return ResponseEntity.status(HttpStatus.CREATED).body("{}");
		}

		@TrackEvent(value = "Read", nonInteractive = true)
		@GetMapping(path = "/read", produces = MediaType.TEXT_HTML_VALUE)
		String read() {
			return "<title>Read</title>";
		}

		@TrackEvent(value = "Malformed", metadata = { "plan", "a=1" })
		@GetMapping("/malformed")
		String malformed() {
			return "";
		}

		@TrackEvent("Done")
		@GetMapping("/mono")
		Mono<String> mono() {
			return Mono.delay(Duration.ofMillis(1)).thenReturn("mono");
		}

		@TrackEvent("Done")
		@GetMapping("/empty-mono")
		Mono<Void> emptyMono() {
			return Mono.empty();
		}

		@TrackEvent("Done")
		@GetMapping("/flux")
		Flux<String> flux() {
			return Flux.just("a", "b");
		}

		@TrackEvent("Done")
		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> "future");
		}

		@TrackEvent("Done")
		@GetMapping("/refused")
		ResponseEntity<String> refused() {
			return ResponseEntity.status(HttpStatus.CONFLICT).body("refused");
		}

		@TrackEvent("Done")
		@GetMapping("/missing-parameter")
		String missingParameter(@RequestParam String parameter) {
			return parameter;
		}

		@TrackEvent("Done")
		@GetMapping("/throws")
		String fails() {
			throw new UnsupportedOperationException();
		}

		@TrackEvent("Done")
		@GetMapping("/throws-handled")
		String failsAndIsHandled() {
			throw new IllegalStateException();
		}

		@TrackEvent("Done")
		@GetMapping("/failed-mono")
		Mono<String> failedMono() {
			return Mono.error(new UnsupportedOperationException());
		}

		@TrackEvent("Done")
		@GetMapping("/failed-mono-handled")
		Mono<String> failedMonoHandled() {
			return Mono.error(new IllegalStateException());
		}

		@TrackEvent("Done")
		@GetMapping("/failed-flux")
		Flux<String> failedFlux() {
			return Flux.error(new IllegalStateException());
		}

		@TrackEvent("Done")
		@GetMapping("/failed-future")
		CompletableFuture<String> failedFuture() {
			return CompletableFuture.failedFuture(new IllegalStateException());
		}

		@ExceptionHandler
		ResponseEntity<String> handle(IllegalStateException ex) {
			return ResponseEntity.ok("handled");
		}

	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	static class ReactiveHandlers {

		@TrackEvent("Done")
		@GetMapping("/answers-itself")
		Mono<Void> answersItself(ServerHttpResponse response) {
			return response.setComplete();
		}

		@TrackEvent("Done")
		@GetMapping("/fails-itself")
		Mono<Void> failsItself(ServerHttpResponse response) {
			response.setStatusCode(HttpStatus.BAD_GATEWAY);
			return Mono.error(new IllegalStateException());
		}

		@ExceptionHandler
		Mono<Void> handle(IllegalStateException ex, ServerHttpResponse response) {
			return response.setComplete();
		}

	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	static class MvcHandlers {

		@TrackEvent("Done")
		@GetMapping("/answers-itself")
		void answersItself(HttpServletResponse response) {
			response.setStatus(204);
		}

		@TrackEvent("Done")
		@GetMapping("/callable")
		Callable<String> callable() {
			return () -> "callable";
		}

		@TrackEvent("Done")
		@GetMapping("/callable-fails")
		Callable<String> callableFails() {
			return () -> {
				throw new UnsupportedOperationException();
			};
		}

		@TrackEvent("Done")
		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			ForkJoinPool.commonPool().execute(() -> result.setResult("deferred"));
			return result;
		}

	}

}
