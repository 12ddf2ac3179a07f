package io.pirsch.autoconfigure;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.client.Visitor;
import io.pirsch.local.LocalPirsch;
import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.RetryCause;
import io.pirsch.tracking.StoreDelivery;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.Assert;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for metrics, health, endpoint and log lines.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperatingTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class, PirschMetricsAutoConfiguration.class,
				PirschHealthAutoConfiguration.class, PirschEndpointAutoConfiguration.class))
		.withPropertyValues("pirsch.client-id=test-id", "pirsch.client-secret=test-secret",
				"pirsch.base-url=http://localhost:1", "pirsch.tracking.shutdown-timeout=0s");

	@TempDir
	private Path folder;

	@Test
	void everyMeterIsInTheTableAndEveryRowIsAMeter() throws Exception {
		String docs = Files.readString(Path.of("../docs/operating.md"));
		Set<String> rows = Pattern.compile("^\\| `(pirsch[a-z.]+)` \\|", Pattern.MULTILINE)
			.matcher(docs)
			.results()
			.map((MatchResult row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(HitStore.class, NoStore::new)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBean(PirschMetrics.class).bindTo(registry);
				new BrowserMetrics(mock(BrowserEndpoint.class)).bindTo(registry);
				assertThat(rows).containsExactlyInAnyOrderElementsOf(registry.getMeters()
					.stream()
					.map((meter) -> meter.getId().getName())
					.collect(Collectors.toSet()));
			});
		Stream
			.of(Stream.of(DropReason.values()).map(DropReason::id), Stream.of(RetryCause.values()).map(RetryCause::id),
					Stream.of(Refusal.values()).map(Refusal::id))
			.flatMap((tags) -> tags)
			.forEach((tag) -> assertThat(docs).contains("`" + tag + "`"));
	}

	@Test
	void withoutARegistryNothingIsMeasured() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(PirschMetrics.class));
	}

	@Test
	void backsOffWithoutMicrometerHealthAndActuator() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(io.micrometer.core.instrument.binder.MeterBinder.class,
					HealthIndicator.class, Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PirschTracker.class)
				.doesNotHaveBean(DeliveryState.class));
	}

	@Test
	void theHealthCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.pirsch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PirschHealthIndicator.class));
	}

	@Test
	void theEndpointIsThereOnlyWhereItIsExposed() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(PirschEndpoint.class));
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=pirsch")
			.run((context) -> assertThat(context).hasSingleBean(PirschEndpoint.class));
	}

	@Test
	void aFailingDeliveryIsToldAndIsNotDown() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("management.endpoints.web.exposure.include=pirsch",
					"pirsch.tracking.retry.initial-backoff=1m", "pirsch.tracking.retry.max-backoff=1m")
			.run((context) -> {
				PirschEndpoint endpoint = context.getBean(PirschEndpoint.class);
				assertThat(endpoint.pirsch().nextAttempt()).isNull();
				context.getBean(PirschMetrics.class).bindTo(context.getBean(MeterRegistry.class));
				PirschHealthIndicator health = context.getBean(PirschHealthIndicator.class);
				assertThat(health.health().getStatus()).isEqualTo(Status.UP);
				context.getBean(PirschTracker.class).track(page());
				Awaitility.await().until(() -> health.health().getStatus().equals(Status.UNKNOWN));
				assertThat(health.health().getDetails().get("lastError")).asString().contains("localhost", ":1");
				assertThat(context.getBean(MeterRegistry.class)
					.get("pirsch.retries")
					.tag("cause", "unavailable")
					.functionCounter()
					.count()).isPositive();
				assertThat(health.health().getDetails()).containsEntry("waiting", 1)
					.containsEntry("queueSize", 0)
					.containsKey("nextAttempt");
				assertThat(endpoint.pirsch()).satisfies((description) -> {
					assertThat(description.lastError()).isNotNull();
					assertThat(description.nextAttempt()).isAfter(Instant.now());
					assertThat(description.queue()).satisfies((queue) -> {
						assertThat(queue.waiting()).isOne();
						assertThat(queue.size()).isZero();
					});
					assertThat(description.authorization().credentials()).isEqualTo("an OAuth client");
					assertThat(description.toString()).doesNotContain("test-id").doesNotContain("test-secret");
				});
			});
	}

	@Test
	void whatFailsBesideOthersIsToldAndIsNoFailureOfTheDelivery() {
		this.contextRunner.run((context) -> {
			DeliveryState state = context.getBean(DeliveryState.class);
			state.delivered(1, Duration.ofMillis(50));
			state.retrying(1, Duration.ZERO, RetryCause.CREDENTIALS, "events are refused");
			Health health = context.getBean(PirschHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", "delivering").doesNotContainKey("nextAttempt");
			assertThat(state.lastFailure()).extracting(DeliveryState.Failure::message).isEqualTo("events are refused");
			assertThat(state.retryCount(RetryCause.CREDENTIALS)).isOne();
		});
	}

	@Test
	void aStoreThatFailsIsToldUntilItTakesWhatIsTracked() {
		AtomicBoolean broken = new AtomicBoolean(true);
		HitStore store = new NoStore() {

			@Override
			public int append(List<Hit> hits) {
				Assert.state(!broken.get(), "The database is gone");
				return super.append(hits);
			}

		};
		this.contextRunner.withBean(HitStore.class, () -> store)
			.withPropertyValues("pirsch.tracking.retry.initial-backoff=10ms", "pirsch.tracking.retry.max-backoff=10ms")
			.run((context) -> {
				PirschHealthIndicator health = context.getBean(PirschHealthIndicator.class);
				context.getBean(PirschTracker.class).track(page());
				Awaitility.await().until(() -> health.health().getStatus().equals(Status.UNKNOWN));
				assertThat(health.health().getDetails()).containsEntry("state", "the store is failing, and tried again")
					.containsEntry("lastError", "The store did not take what was tracked: see the log");
				broken.set(false);
				Awaitility.await().until(() -> health.health().getStatus().equals(Status.UP));
				assertThat(health.health().getDetails()).containsEntry("state", "nothing was sent yet");
			});
	}

	@Test
	void aClientOfTheApplicationsOwnIsToldFromTheConfiguredOne(CapturedOutput output) {
		PirschClient own = PirschClient.builder(PirschCredentials.accessKey("pa_own"))
			.baseUrl(URI.create("http://localhost:2"))
			.build();
		this.contextRunner.withBean(PirschClient.class, () -> own)
			.withPropertyValues("management.endpoints.web.exposure.include=pirsch")
			.run((context) -> {
				assertThat(output).contains("What is tracked goes to Pirsch with a client of the application's own.");
				assertThat(context.getBean(PirschEndpoint.class).pirsch().authorization().credentials())
					.isEqualTo("a client of the application's own");
			});
	}

	@Test
	void aStoreOfTheApplicationsOwnIsToldFromTheConfiguredOne() {
		ApplicationContextRunner exposed = this.contextRunner
			.withConfiguration(AutoConfigurations.of(PirschJdbcStoreAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=pirsch", "pirsch.tracking.store.type=jdbc",
					"pirsch.tracking.store.jdbc.file=" + this.folder.resolve("hits"));
		exposed.run((context) -> assertThat(context.getBean(PirschEndpoint.class).pirsch().store()).isNotNull()
			.extracting(PirschEndpoint.Store::type)
			.isEqualTo("jdbc"));
		exposed.withBean("own", HitStore.class, NoStore::new)
			.run((context) -> assertThat(context.getBean(PirschEndpoint.class).pirsch().store()).isNotNull()
				.extracting(PirschEndpoint.Store::type)
				.isEqualTo("a store of the application's own"));
	}

	@Test
	void anApplicationMayHaveSeveralTrackersAndClientsOfItsOwn() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("management.endpoints.web.exposure.include=pirsch")
			.withBean("shop", PirschTracker.class, PirschTracker::noop)
			.withBean("blog", PirschTracker.class, PirschTracker::noop)
			.withBean("shopClient", PirschClient.class, PirschClient::disabled)
			.withBean("blogClient", PirschClient.class, PirschClient::disabled)
			.run((context) -> {
				context.getBean(PirschMetrics.class).bindTo(context.getBean(MeterRegistry.class));
				assertThat(context.getBean(PirschHealthIndicator.class).health().getStatus()).isEqualTo(Status.UNKNOWN);
				assertThat(context.getBean(PirschEndpoint.class).pirsch().state()).isEqualTo("nothing is sent");
			});
	}

	@Test
	void whatSendsNothingNeedsNoCredentials() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschAutoConfiguration.class, PirschEndpointAutoConfiguration.class))
			.withPropertyValues("pirsch.enabled=false", "management.endpoints.web.exposure.include=pirsch")
			.run((context) -> assertThat(context.getBean(PirschEndpoint.class).pirsch().authorization().credentials())
				.isEqualTo("none"));
	}

	@Test
	void aRealApplicationShowsWhatArrived(CapturedOutput output) {
		try (LocalPirsch pirsch = LocalPirsch.start();
				ConfigurableApplicationContext site = new SpringApplicationBuilder(Site.class)
					.web(TestServer.NETTY.type())
					.properties(TestServer.NETTY.properties(), "server.port=0", "spring.main.banner-mode=off",
							"spring.reactor.netty.shutdown-quiet-period=10ms", "pirsch.base-url=" + pirsch.baseUrl(),
							"pirsch.client-id=" + pirsch.clientId(), "pirsch.client-secret=" + pirsch.clientSecret(),
							"management.endpoints.web.exposure.include=health,pirsch",
							"management.endpoint.health.show-details=always")
					.run()) {
			site.getBean(PirschTracker.class).track(page());
			MeterRegistry registry = site.getBean(MeterRegistry.class);
			Awaitility.await().until(() -> registry.get("pirsch.delivered").functionCounter().count() == 1);
			RestClient client = RestClient
				.create("http://localhost:" + site.getEnvironment().getProperty("local.server.port") + "/actuator");
			assertThat(client.get().uri("/pirsch").retrieve().body(String.class)).contains("\"delivered\":1")
				.doesNotContain(pirsch.clientSecret());
			assertThat(client.post().uri("/pirsch").retrieve().toBodilessEntity().getStatusCode().value())
				.isEqualTo(204);
			assertThat(client.get().uri("/health").retrieve().body(String.class)).contains("\"state\":\"delivering\"");
			assertThat(registry.get("http.client.requests").timers()).extracting((timer) -> timer.getId().getTag("uri"))
				.containsExactlyInAnyOrder("/api/v1/token", "/api/v1/hit");
			assertThat(output).contains("What is tracked goes to " + pirsch.baseUrl() + " with an OAuth client")
				.contains("Pirsch has accepted data for the first time")
				.doesNotContain(pirsch.clientSecret());
			pirsch.close();
			site.getBean(PirschTracker.class).track(page());
			Awaitility.await()
				.untilAsserted(() -> assertThat(client.get().uri("/health").retrieve().body(String.class))
					.startsWith("{\"components\"")
					.contains("\"state\":\"failing, and trying again\"")
					.endsWith("\"status\":\"UP\"}"));
		}
	}

	@Test
	void whatRulesThatFailLoseIsCounted() {
		PageViewRules rules = (exchange) -> {
			throw new IllegalStateException();
		};
		try (ConfigurableApplicationContext site = new SpringApplicationBuilder(Site.class)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(PageViewRules.class, () -> rules))
			.web(TestServer.NETTY.type())
			.properties(TestServer.NETTY.properties(), "server.port=0", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=10ms", "pirsch.base-url=http://localhost:1",
					"pirsch.access-key=pa_test", "management.endpoints.web.exposure.include=pirsch")
			.run()) {
			RestClient.create("http://localhost:" + site.getEnvironment().getProperty("local.server.port"))
				.get()
				.uri("/actuator/pirsch")
				.retrieve()
				.toBodilessEntity();
			MeterRegistry registry = site.getBean(MeterRegistry.class);
			Awaitility.await()
				.until(() -> registry.get("pirsch.dropped").tag("reason", "failed").functionCounter().count() == 1);
			assertThat(registry.get("pirsch.tracked").functionCounter().count()).isOne();
			assertThat(site.getBean(PirschEndpoint.class).pirsch().sinceStart().dropped()).containsEntry("failed", 1L);
		}
	}

	private static PageView page() {
		return PageView.builder("https://example.com/", Visitor.of("203.0.113.7", "Mozilla/5.0 (X11)")).build();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

	}

	private static class NoStore implements HitStore {

		@Override
		public void start(StoreDelivery delivery) {
		}

		@Override
		public int append(List<Hit> hits) {
			return hits.size();
		}

		@Override
		public int batchSize() {
			return 1;
		}

		@Override
		public void stop(Duration limit) {
		}

	}

}
