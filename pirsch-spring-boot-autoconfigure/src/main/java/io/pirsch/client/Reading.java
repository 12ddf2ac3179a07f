package io.pirsch.client;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.pirsch.client.statistics.PirschStatistics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * The calls that read. They are made ready when they are first used, as most applications
 * only send.
 */
final class Reading {

	private static final ExchangeFilterFunction REFUSE = (request, next) -> Mono.error(() -> new IllegalStateException(
			"An access key can only send, so nothing can be read with it: use the id and the secret of an OAuth client"));

	private final Supplier<PirschDomains> domains;

	private final Supplier<PirschStatistics> statistics;

	private Reading(Supplier<PirschDomains> domains, Supplier<PirschStatistics> statistics) {
		this.domains = SingletonSupplier.of(domains);
		this.statistics = SingletonSupplier.of(statistics);
	}

	/**
	 * Reads with a web client that sends a token, and whose base URL has the version of
	 * the API.
	 */
	static Reading of(WebClient webClient, AnswerFilter answers, Clock clock, Duration exportTimeout,
			@Nullable String domainId) {
		ReadFilter read = new ReadFilter(answers, exportTimeout);
		WebClient reader = webClient.mutate().filters((filters) -> filters.add(0, read)).build();
		Supplier<PirschDomains> domains = SingletonSupplier.of(() -> proxy(PirschDomains.class, reader, clock));
		return new Reading(domains, () -> {
			StatisticsRequestFilter complete = new StatisticsRequestFilter(DomainLookup.domainId(domainId, domains));
			return proxy(PirschStatistics.class, reader.mutate().filters((filters) -> filters.add(0, complete)).build(),
					clock);
		});
	}

	/**
	 * Reads nothing: the web client is never called.
	 */
	static Reading refused(WebClient webClient, Clock clock) {
		return plain(webClient.mutate().filters((filters) -> filters.add(0, REFUSE)).build(), clock);
	}

	/**
	 * Reads with a web client as it is.
	 */
	static Reading plain(WebClient webClient, Clock clock) {
		return new Reading(() -> proxy(PirschDomains.class, webClient, clock),
				() -> proxy(PirschStatistics.class, webClient, clock));
	}

	PirschDomains domains() {
		return this.domains.get();
	}

	PirschStatistics statistics() {
		return this.statistics.get();
	}

	private static <T> T proxy(Class<T> type, WebClient webClient, Clock clock) {
		return HttpServiceProxyFactory.builderFor(new ReadingAdapter(WebClientAdapter.create(webClient), clock))
			.customArgumentResolver(new StatisticsArguments())
			.build()
			.createClient(type);
	}

}
