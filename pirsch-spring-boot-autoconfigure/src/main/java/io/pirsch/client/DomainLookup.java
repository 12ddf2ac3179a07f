package io.pirsch.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds out which domain the client belongs to: by a single call for any number of calls
 * that wait for it, and once for all if it succeeds.
 */
final class DomainLookup {

	private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

	/** So many are named if there are too many. */
	private static final int NAMED = 20;

	private DomainLookup() {
	}

	static Mono<String> domainId(@Nullable String given, Supplier<PirschDomains> domains) {
		if (given != null) {
			return Mono.just(given);
		}
		return Mono.defer(() -> domains.get().all().filter((domain) -> !domain.id().isEmpty()).collectList())
			.map(DomainLookup::onlyOne)
			.cache((id) -> FOR_EVER, (ex) -> Duration.ZERO, () -> Duration.ZERO);
	}

	private static String onlyOne(List<Domain> domains) {
		if (domains.isEmpty()) {
			throw new IllegalStateException(
					"The client sees no domain, so there is nothing to read: check its scopes, or use that of a domain");
		}
		if (domains.size() > 1) {
			String names = domains.stream()
				.limit(NAMED)
				.map((domain) -> "%s (%s)".formatted(domain.hostname(), domain.id()))
				.collect(Collectors.joining(", "));
			throw new IllegalStateException(
					"The client sees %d domains, so it must be told which one to read: set 'pirsch.domain-id', or StatisticsFilter.Builder.domainId, to the id of one of %s%s"
						.formatted(domains.size(), names, (domains.size() > NAMED) ? ", …" : ""));
		}
		return domains.get(0).id();
	}

}
