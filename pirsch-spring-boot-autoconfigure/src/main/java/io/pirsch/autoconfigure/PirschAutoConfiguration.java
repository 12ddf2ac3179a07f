package io.pirsch.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.tracking.TrackingSettings;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link AutoConfiguration Auto-configuration} for the Pirsch client and tracker.
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class)
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class, ClientHttpConnectorBuilder.class })
@EnableConfigurationProperties(PirschProperties.class)
public final class PirschAutoConfiguration {

	/** Less does not outlive one failed request, and is a number without its unit. */
	private static final Duration MIN_MAX_AGE = Duration.ofMinutes(1);

	/**
	 * Less is too short for the way to Pirsch, and most likely a number without its unit.
	 */
	private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);

	@Bean
	@ConditionalOnMissingBean(PirschTracker.class)
	PirschTracker pirschTracker(PirschProperties properties, PirschClient client,
			ObjectProvider<TrackingListener> listeners, ObjectProvider<HitStore> stores) {
		TrackingSettings settings = settings(properties.tracking());
		if (!properties.enabled()) {
			return PirschTracker.noop();
		}
		List<TrackingListener> told = listeners.orderedStream().toList();
		HitStore store = stores.getIfAvailable();
		if (store == null) {
			checkNoStore(properties);
			checkLinger(settings.linger(), "pirsch.tracking.max-age", settings.maxAge());
			return new QueuedPirschTracker(client, settings, told);
		}
		Duration maxAge = PropertyCheck.atLeast("pirsch.tracking.store.max-age", properties.tracking().store().maxAge(),
				MIN_MAX_AGE);
		checkLinger(settings.linger(), "pirsch.tracking.store.max-age", maxAge);
		return new QueuedPirschTracker(client, settings.withMaxAge(maxAge), told, store);
	}

	@Bean
	StartReport pirschStartReport(PirschProperties properties, ObjectProvider<PirschTracker> tracker,
			BeanFactory beanFactory) {
		return new StartReport(properties, tracker, beanFactory);
	}

	private static void checkNoStore(PirschProperties properties) {
		if (AotDetector.useGeneratedArtifacts()) {
			FixedStoreType.check(properties, PirschProperties.StoreType.NONE);
		}
		switch (properties.tracking().store().type()) {
			case JDBC -> throw withoutStore("jdbc", "org.springframework.jdbc.core.JdbcTemplate", "Spring JDBC",
					"Add 'org.springframework.boot:spring-boot-starter-jdbc' and the driver of your database, "
							+ "or 'org.springframework:spring-jdbc' and 'com.h2database:h2' for a file of its own.");
			case KAFKA -> throw withoutStore("kafka", "org.springframework.kafka.core.KafkaTemplate",
					"Spring for Apache Kafka", "Add 'org.springframework.boot:spring-boot-starter-kafka'.");
			case NONE -> {
			}
		}
	}

	private static InvalidPirschPropertyException withoutStore(String type, String className, String library,
			String remedy) {
		String problem = "'pirsch.tracking.store.type' is '%s', but ".formatted(type);
		if (ClassUtils.isPresent(className, null)) {
			return new InvalidPirschPropertyException(problem + "its auto-configuration does not apply.",
					"Write the value without blanks around it, and do not exclude that auto-configuration.");
		}
		return new InvalidPirschPropertyException(problem + library + " is not on the class path.", remedy);
	}

	private static void checkLinger(Duration linger, String property, Duration maxAge) {
		if (linger.compareTo(maxAge) >= 0) {
			throw PropertyCheck.conflict("pirsch.tracking.linger", linger, "must be less than", property, maxAge);
		}
	}

	private static TrackingSettings settings(PirschProperties.Tracking tracking) {
		Duration maxAge = PropertyCheck.atLeast("pirsch.tracking.max-age", tracking.maxAge(), MIN_MAX_AGE);
		Duration initialBackoff = PropertyCheck.atLeast("pirsch.tracking.retry.initial-backoff",
				tracking.retry().initialBackoff(), Duration.ofMillis(1));
		Duration maxBackoff = tracking.retry().maxBackoff();
		if (maxBackoff.compareTo(initialBackoff) < 0) {
			throw PropertyCheck.conflict("pirsch.tracking.retry.max-backoff", maxBackoff, "must not be less than",
					"pirsch.tracking.retry.initial-backoff", initialBackoff);
		}
		return new TrackingSettings(
				PropertyCheck.atLeast("pirsch.tracking.queue-capacity", tracking.queueCapacity(), 1),
				PropertyCheck.atLeast("pirsch.tracking.max-batch-size", tracking.maxBatchSize(), 1),
				PropertyCheck.atLeast("pirsch.tracking.linger", tracking.linger(), Duration.ZERO), maxAge,
				PropertyCheck.atLeast("pirsch.tracking.shutdown-timeout", tracking.shutdownTimeout(), Duration.ZERO),
				initialBackoff, maxBackoff);
	}

	/**
	 * The client, with what only it needs.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(PirschClient.class)
	static class ClientConfiguration {

		@Bean
		PirschClient pirschClient(PirschProperties properties, ObjectProvider<WebClientCustomizer> customizers,
				ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
				ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles,
				RestartableConnector connector) {
			if (!properties.enabled()) {
				return PirschClient.disabled();
			}
			HttpClientSettings settings = settings(properties, httpClientSettings, sslBundles);
			Duration readTimeout = PropertyCheck.atLeast("pirsch.read-timeout", properties.readTimeout(), MIN_TIMEOUT);
			PirschClient.Builder client = PirschClient.builder(ConfiguredCredentials.from(properties))
				// A WebClient takes its time to make, which the start need not wait for
				.webClientBuilder(() -> webClientBuilder(customizers).clientConnector(connector
					.from(() -> connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect).build(settings))))
				.timeout(properties.connectTimeout().plus(readTimeout))
				.domainId(PropertyCheck.textOrNull("pirsch.domain-id", properties.domainId()));
			return PropertyCheck.valid("pirsch.base-url", () -> client.baseUrl(properties.baseUrl())).build();
		}

		/**
		 * Returns what Spring Boot would, had the application no builder of its own: that
		 * may be made for calls of another kind, such as balanced ones between services.
		 */
		private static WebClient.Builder webClientBuilder(ObjectProvider<WebClientCustomizer> customizers) {
			WebClient.Builder builder = WebClient.builder();
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder;
		}

		@Bean
		RestartableConnector pirschConnector() {
			return new RestartableConnector();
		}

		/**
		 * Returns settings of a connector of its own, as time-outs and trust for Pirsch
		 * are not those of the application's other clients. How long an answer may take
		 * is up to the Pirsch client alone, which gives exports and uploads more time
		 * than other calls. Redirects are not followed, as that could carry the token
		 * elsewhere.
		 */
		private static HttpClientSettings settings(PirschProperties properties,
				ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
			Duration connectTimeout = PropertyCheck.atLeast("pirsch.connect-timeout", properties.connectTimeout(),
					MIN_TIMEOUT);
			HttpClientSettings settings = HttpClientSettings.defaults()
				.withConnectTimeout(connectTimeout)
				.withRedirects(HttpRedirects.DONT_FOLLOW);
			String bundleName = properties.ssl().bundle();
			if (StringUtils.hasText(bundleName)) {
				settings = settings.withSslBundle(PropertyCheck.valid("pirsch.ssl.bundle",
						() -> checked(sslBundles.getObject().getBundle(bundleName))));
			}
			return settings.orElse(httpClientSettings.getIfAvailable()).withReadTimeout(null);
		}

		/**
		 * Certificates and keys are not read before they are needed, which here is with
		 * the first hit.
		 */
		private static SslBundle checked(SslBundle bundle) {
			try {
				bundle.createSslContext();
				return bundle;
			}
			catch (IllegalStateException ex) {
				throw new IllegalArgumentException(ex.getMessage(), ex);
			}
		}

	}

}
