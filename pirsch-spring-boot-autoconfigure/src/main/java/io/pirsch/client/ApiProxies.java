package io.pirsch.client;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

import io.pirsch.client.statistics.PirschStatistics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes HTTP interfaces callable. Those of this package are made ready when they are
 * first used, as most applications only send.
 */
final class ApiProxies {

	private static final ExchangeFilterFunction REFUSE = (request, next) -> Mono.error(() -> new IllegalStateException(
			"An access key can only send, so nothing can be read with it: use the id and the secret of an OAuth client"));

	private final Supplier<HttpServiceProxyFactory> factory;

	private final Supplier<PirschDomains> domains = SingletonSupplier.of(() -> create(PirschDomains.class));

	private final Supplier<PirschStatistics> statistics = SingletonSupplier.of(() -> create(PirschStatistics.class));

	/**
	 * Makes calls with a web client that sends a token.
	 * @param domainId the client's domain, or {@code null} to look it up
	 */
	ApiProxies(Supplier<WebClient> webClient, URI baseUrl, AnswerFilter answers, Duration exportTimeout,
			@Nullable String domainId) {
		this.factory = SingletonSupplier.of(() -> {
			ApiAdapter adapter = new ApiAdapter(webClient, baseUrl, answers, exportTimeout,
					DomainLookup.domainId(domainId, this.domains));
			return HttpServiceProxyFactory.builderFor(adapter)
				.customArgumentResolver(new ApiArguments())
				.conversionService(conversionService())
				.build();
		});
	}

	/**
	 * Returns a web client that makes no call.
	 */
	static Supplier<WebClient> refused(Supplier<WebClient> webClient) {
		return SingletonSupplier
			.of(() -> webClient.get().mutate().filters((filters) -> filters.add(0, REFUSE)).build());
	}

	PirschDomains domains() {
		return this.domains.get();
	}

	PirschStatistics statistics() {
		return this.statistics.get();
	}

	<T> T create(Class<T> type) {
		if (!type.isInterface() || MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<HttpExchange>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, HttpExchange.class))
			.isEmpty()) {
			throw new IllegalArgumentException(
					"%s must be an interface with methods that have @HttpExchange, @GetExchange or the like"
						.formatted(type.getName()));
		}
		return this.factory.get().createClient(type);
	}

	/**
	 * Spring's own would write dates as people of the JVM's country do.
	 */
	private static DefaultFormattingConversionService conversionService() {
		DateTimeFormatterRegistrar dates = new DateTimeFormatterRegistrar();
		dates.setUseIsoFormat(true);
		dates.setTimeFormatter(DateTimeFormatter.ofPattern("HH:mm"));
		DefaultFormattingConversionService conversionService = new DefaultFormattingConversionService(false);
		dates.registerFormatters(conversionService);
		return conversionService;
	}

}
