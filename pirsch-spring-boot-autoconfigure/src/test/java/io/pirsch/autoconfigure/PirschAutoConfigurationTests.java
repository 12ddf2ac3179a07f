package io.pirsch.autoconfigure;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.Visitor;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.TrackingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests for {@link PirschAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PirschAutoConfigurationTests {

	private static final String[] CREDENTIALS = { "pirsch.client-id=test-id", "pirsch.client-secret=test-secret" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class, WebClientAutoConfiguration.class,
				HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
				SslAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=10ms");

	@Test
	void providesClientAndTrackerWithAnOAuthClient() {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.run((context) -> assertThat(context).hasSingleBean(PirschClient.class)
				.hasSingleBean(QueuedPirschTracker.class));
	}

	@Test
	void providesClientAndTrackerWithAnAccessKey() {
		this.contextRunner.withPropertyValues("pirsch.access-key=pa_test")
			.run((context) -> assertThat(context).hasSingleBean(PirschClient.class)
				.hasSingleBean(QueuedPirschTracker.class));
	}

	@Test
	void backsOffWithoutWebClient() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PirschClient.class)
				.doesNotHaveBean(PirschTracker.class));
	}

	@Test
	void worksWithoutTheApplicationsWebClientBuilder() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class))
			.withPropertyValues(CREDENTIALS)
			.run((context) -> assertThat(context).hasSingleBean(PirschClient.class));
	}

	@Test
	void clientBacksOffForTheUsersOwn() {
		PirschClient own = PirschClient.disabled();
		this.contextRunner.withBean(PirschClient.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed().getBean(PirschClient.class).isSameAs(own));
	}

	@Test
	void devToolsShortenTheStop() throws Exception {
		Properties settings = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/spring-devtools.properties"));
		String[] defaults = settings.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().toString().startsWith("defaults."))
			.map((entry) -> entry.toString().substring("defaults.".length()))
			.toArray(String[]::new);
		assertThat(defaults).isNotEmpty();
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(defaults)
			.run((context) -> assertThat(context.getBean(PirschProperties.class).tracking().shutdownTimeout())
				.hasSeconds(1));
	}

	@Test
	void trackerBacksOffForTheUsersOwn() {
		PirschTracker own = mock(PirschTracker.class);
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withBean(PirschTracker.class, () -> own)
			.run((context) -> assertThat(context).getBean(PirschTracker.class).isSameAs(own));
	}

	@Test
	void whenDisabledTheBeansCanBeInjectedAndSendNothing() {
		this.contextRunner.withPropertyValues("pirsch.enabled=false", "pirsch.base-url=http://localhost:1")
			.run((context) -> {
				assertThat(context).hasSingleBean(PirschClient.class).hasSingleBean(PirschTracker.class);
				context.getBean(PirschTracker.class).track(page());
				StepVerifier.create(context.getBean(PirschClient.class).send(page())).verifyComplete();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pirsch.tracking.queue-capacity=0", "pirsch.tracking.linger=-1s" })
	void aValueOutOfRangeFailsTheStartAlthoughNothingIsSent(String property, CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.enabled=false", property)
			.run(failsWith(output, "'%s'".formatted(property.substring(0, property.indexOf('=')))));
	}

	@Test
	void withoutCredentialsTheStartFailsWithARemedy(CapturedOutput output) {
		this.contextRunner.run(failsWith(output, "No credentials for Pirsch are set", "pirsch.client-id",
				"pirsch.client-secret", "pirsch.access-key", "pirsch.enabled"));
	}

	@Test
	void emptyCredentialsAreNone(CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.client-id=", "pirsch.client-secret= ", "pirsch.access-key=")
			.run(failsWith(output, "No credentials for Pirsch are set"));
	}

	@Test
	void aPlaceholderThatCannotBeResolvedFailsTheStart(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("pirsch.client-id=${NO_SUCH_ID}", "pirsch.client-secret=${NO_SUCH_SECRET}")
			.run(failsWith(output, "'pirsch.client-id' has the placeholder '${NO_SUCH_ID}'"));
	}

	@Test
	void aDomainIdThatCannotBeResolvedFailsTheStart(CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.domain-id=${NO_SUCH_ID}")
			.run(failsWith(output, "'pirsch.domain-id' has the placeholder '${NO_SUCH_ID}'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "${NO_SUCH}hush-hush", "hush-hush${NO_SUCH}" })
	void ofASecretWithAPlaceholderThatAloneIsShown(String secret, CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.client-id=test-id", "pirsch.client-secret=" + secret)
			.run(failsWith(output, "'pirsch.client-secret' has the placeholder '${NO_SUCH}'"));
	}

	@ParameterizedTest
	@CsvSource({ "pirsch.client-id, pirsch.client-secret", "pirsch.client-secret, pirsch.client-id" })
	void halfOfTheCredentialsFailTheStart(String set, String missing, CapturedOutput output) {
		this.contextRunner.withPropertyValues(set + "=hush-hush")
			.run(failsWith(output, "'%s' is set, but '%s' is not".formatted(set, missing)));
		assertThat(output).doesNotContain("hush-hush");
	}

	@Test
	void bothKindsOfCredentialsFailTheStart(CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.access-key=pa_hush")
			.run(failsWith(output, "Both 'pirsch.access-key' and 'pirsch.client-id' are set", "Remove"));
		assertThat(output).doesNotContain("pa_hush").doesNotContain("test-secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hush-hush", "pa_hush hush", "pa_hüsh" })
	void aMalformedAccessKeyFailsTheStart(String key, CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.access-key=" + key)
			.run(failsWith(output, "The value of 'pirsch.access-key' is not valid"));
		assertThat(output).doesNotContain(key);
	}

	@Test
	void anAccessKeyInThePlaceOfTheClientIdFailsTheStart(CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.client-id=pa_hush", "pirsch.client-secret=hush")
			.run(failsWith(output, "'pirsch.client-id'", "it is an access key"));
		assertThat(output).doesNotContain("pa_hush");
	}

	@ParameterizedTest
	@CsvSource({ "pirsch.base-url, ftp://example.com", "pirsch.base-url, api.pirsch.io",
			"pirsch.base-url, https://user:hush@example.com", "pirsch.connect-timeout, 0s", "pirsch.read-timeout, -1s",
			"pirsch.ssl.bundle, unknown", "pirsch.tracking.queue-capacity, 0", "pirsch.tracking.max-batch-size, 0",
			"pirsch.tracking.linger, -1s", "pirsch.tracking.max-age, 0s", "pirsch.tracking.shutdown-timeout, -1s",
			"pirsch.tracking.retry.initial-backoff, 0s" })
	void aValueOutOfRangeFailsTheStartAndIsNamed(String property, String value, CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(property + "=" + value)
			.run(failsWith(output, "The value of '%s' is not valid".formatted(property)));
		assertThat(output).doesNotContain("hush");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', value = {
			"pirsch.base-url, https://api.pirsch.io/api/v1, must not end in '/api/v1'",
			"pirsch.base-url, https://api.pirsch.io/api/v1/, must not end in '/api/v1'",
			"pirsch.client-id, \"hush\", The client id is in quotation marks",
			"pirsch.client-secret, 'hush', 'pirsch.client-secret' is not valid: The client secret is in quotation marks",
			"pirsch.client-secret, hu sh, 'pirsch.client-secret' is not valid: The client secret holds white space",
			"pirsch.tracking.max-age, 3600, it must be at least 1m but is 3s600ms",
			"pirsch.tracking.max-age, 3600, A number without a unit is milliseconds",
			"pirsch.read-timeout, 5, it must be at least 100ms but is 5ms",
			"pirsch.tracking.retry.max-backoff, 499ms, |'pirsch.tracking.retry.max-backoff' is 499ms, but must not be less than 'pirsch.tracking.retry.initial-backoff', which is 500ms|",
			"pirsch.tracking.retry.initial-backoff, 60s, Correct 'pirsch.tracking.retry.max-backoff' or 'pirsch.tracking.retry.initial-backoff'",
			"pirsch.tracking.linger, 1h, |'pirsch.tracking.linger' is 1h, but must be less than 'pirsch.tracking.max-age', which is 1h|" })
	void aMistakeIsExplained(String property, String value, String explanation, CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(property + "=" + value)
			.run(failsWith(output, explanation));
	}

	@Test
	void theStartSaysWhereHitsGo(CapturedOutput output) {
		this.contextRunner.withPropertyValues("pirsch.access-key=pa_hush")
			.run((context) -> assertThat(output)
				.contains("What is tracked goes to https://api.pirsch.io with an access key. No page views are counted")
				.doesNotContain("pa_hush"));
	}

	@Test
	void theApplicationsCustomizersApplyToTheClientAndSeeNoToken() {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.base-url=http://localhost:1/prefix/")
			.withUserConfiguration(RecordingCustomizer.class)
			.run((context) -> {
				StepVerifier.create(context.getBean(PirschClient.class).send(page())).verifyComplete();
				assertThat(context.getBean(RecordingCustomizer.class).requests).singleElement()
					.satisfies(
							(request) -> assertThat(request.url()).hasToString("http://localhost:1/prefix/api/v1/hit"))
					.satisfies((request) -> assertThat(request.headers().containsHeader("Authorization")).isFalse());
			});
	}

	@Test
	void buildersThatTheApplicationHasForItsOwnCallsAreNotUsed() {
		WebClient.Builder own = mock(WebClient.Builder.class);
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withUserConfiguration(RecordingCustomizer.class)
			.withBean("balanced", WebClient.Builder.class, () -> own)
			.withBean("plain", WebClient.Builder.class, () -> own)
			.run((context) -> {
				StepVerifier.create(context.getBean(PirschClient.class).send(page())).verifyComplete();
				assertThat(context.getBean(RecordingCustomizer.class).requests).hasSize(1);
				verifyNoInteractions(own);
			});
	}

	@Test
	void allListenersAreTold() {
		List<String> told = new ArrayList<>();
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withUserConfiguration(RecordingCustomizer.class)
			.withBean("one", TrackingListener.class, () -> listener(told, "one"))
			.withBean("other", TrackingListener.class, () -> listener(told, "other"))
			.run((context) -> {
				context.getBean(PirschTracker.class).track(page());
				assertThat(told).containsExactlyInAnyOrder("one", "other");
			});
	}

	@Test
	void whatIsTrackedIsDeliveredWhenTheContextCloses() {
		List<Duration> delivered = new ArrayList<>();
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withUserConfiguration(RecordingCustomizer.class)
			.withBean(TrackingListener.class, () -> deliveries(delivered))
			.run((context) -> {
				context.getBean(PirschTracker.class).track(page());
				context.close();
				assertThat(delivered).hasSize(1);
			});
	}

	@Test
	void theStopIsNotCutOffByTheLimitOfSpringsPhases() {
		List<Duration> delivered = new ArrayList<>();
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class))
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1ms")
			.withBean(WebClientCustomizer.class,
					() -> (builder) -> builder
						.filter((request, next) -> Mono.just(ClientResponse.create(HttpStatus.OK).build())
							.delayElement(Duration.ofMillis(300))))
			.withBean(TrackingListener.class, () -> deliveries(delivered))
			.run((context) -> {
				context.getBean(PirschTracker.class).track(page());
				context.close();
				assertThat(delivered).hasSize(1);
			});
	}

	@Test
	void aStartThatFailsAfterTheTrackerWasMadeLeavesTheStoreAlone() {
		HitStore store = mock(HitStore.class);
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withBean(HitStore.class, () -> store)
			.withBean(SmartInitializingSingleton.class, () -> () -> {
				throw new IllegalStateException("Fails the start");
			})
			.run((context) -> {
				assertThat(context).getFailure().hasMessage("Fails the start");
				verify(store, never()).start(any());
			});
	}

	@Test
	void aStoreThatCanNotBeStartedFailsTheStart() {
		HitStore store = mock(HitStore.class);
		doThrow(new IllegalStateException("Wrong setting")).when(store).start(any());
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withBean(HitStore.class, () -> store)
			.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("Wrong setting"));
	}

	@Test
	void aTrackerOfTheApplicationMayHaveAStoreThatIsNoBean(CapturedOutput output) {
		HitStore store = mock(HitStore.class, "a shelf");
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withBean(QueuedPirschTracker.class,
					() -> new QueuedPirschTracker(PirschClient.disabled(), TrackingSettings.defaults(), List.of(),
							store))
			.run((context) -> assertThat(output).contains(", through a shelf. "));
	}

	@Test
	void aStartThatFailsAfterTheFirstHitStopsTheTracker() {
		HitStore store = mock(HitStore.class);
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withBean(HitStore.class, () -> store)
			.withUserConfiguration(FailsAfterAHit.class)
			.run((context) -> {
				assertThat(context).getFailure().hasMessage("Fails the start");
				verify(store).start(any());
				verify(store).stop(any());
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class FailsAfterAHit {

		@Bean
		SmartInitializingSingleton failing(PirschTracker tracker) {
			return () -> {
				tracker.track(page());
				throw new IllegalStateException("Fails the start");
			};
		}

	}

	@Test
	void aBundleThatCannotBeReadFailsTheStart(CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.ssl.bundle=broken",
					"spring.ssl.bundle.pem.broken.truststore.certificate="
							+ "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----")
			.run(failsWith(output, "The value of 'pirsch.ssl.bundle' is not valid"));
	}

	@Test
	void anEmptyNameOfABundleIsNone() {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.ssl.bundle=")
			.run((context) -> assertThat(context).hasSingleBean(PirschClient.class));
	}

	@Test
	void theConnectorHasTheTimeOutsOfPirschAndNotOfTheApplicationsOtherClients() {
		List<HttpClientSettings> used = new ArrayList<>();
		ClientHttpConnectorBuilder<ClientHttpConnector> connectors = (settings) -> {
			used.add(Objects.requireNonNull(settings));
			return (method, uri, request) -> Mono.error(new ConnectException("not in this test"));
		};
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("spring.http.clients.connect-timeout=7s", "spring.http.clients.read-timeout=7s",
					"spring.http.clients.redirects=follow")
			.withBean(ClientHttpConnectorBuilder.class, () -> connectors)
			.run((context) -> {
				StepVerifier.create(context.getBean(PirschClient.class).send(page())).verifyError();
				// The first is the application's own
				assertThat(used).hasSize(2).last().satisfies((settings) -> {
					assertThat(settings.connectTimeout()).hasSeconds(2);
					assertThat(settings.readTimeout()).isNull();
					assertThat(settings.redirects()).isEqualTo(HttpRedirects.DONT_FOLLOW);
				});
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc", "kafka" })
	void aStoreWhoseConfigurationDoesNotApplyFailsTheStartWithARemedy(String type, CapturedOutput output) {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues("pirsch.tracking.store.type=" + type)
			.run(failsWith(output, "'pirsch.tracking.store.type' is '%s', but its auto-configuration".formatted(type),
					"without blanks"));
	}

	@Test
	void thePropertiesShowNoSecret() {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.run((context) -> assertThat(context.getBean(PirschProperties.class).toString())
				.doesNotContain("test-secret")
				.doesNotContain("test-id"));
	}

	private static ContextConsumer<AssertableApplicationContext> failsWith(CapturedOutput output, String... texts) {
		return (context) -> {
			assertThat(context).hasFailed();
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			assertThat(FailureAnalysisText.of(failure)).contains(texts).doesNotContain("hush");
			assertThat(output.getAll()).doesNotContain("hush");
		};
	}

	private static TrackingListener listener(List<String> told, String name) {
		return new TrackingListener() {

			@Override
			public void queued() {
				told.add(name);
			}

		};
	}

	private static TrackingListener deliveries(List<Duration> delivered) {
		return new TrackingListener() {

			@Override
			public void delivered(int count, Duration duration) {
				delivered.add(duration);
			}

		};
	}

	private static PageView page() {
		return PageView.builder("https://example.com/", Visitor.of("203.0.113.7", "Mozilla/5.0 (X11)")).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class RecordingCustomizer {

		final List<ClientRequest> requests = new ArrayList<>();

		@Bean
		WebClientCustomizer recording() {
			return (builder) -> builder.filter((request, next) -> {
				this.requests.add(request);
				return Mono.just(ClientResponse.create(HttpStatus.OK).build());
			});
		}

	}

}
