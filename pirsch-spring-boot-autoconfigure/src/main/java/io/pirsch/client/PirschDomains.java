package io.pirsch.client;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Reads the domains that the client sees: a single one if the client belongs to a domain,
 * all of a user's if it belongs to the user. {@link PirschClient#domains()} returns it.
 * <p>
 * A call is made when its result is subscribed to, and again with every further
 * subscription. Results fail with a {@link PirschException}, and with an
 * {@link IllegalStateException} before any call if the client has an access key, which
 * can't read.
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>, section "Domains"
 */
@HttpExchange("/domain")
public interface PirschDomains {

	/**
	 * Reads all domains.
	 * @return the domains
	 */
	@GetExchange
	Flux<Domain> all();

	/**
	 * Reads the domains whose host name matches.
	 * @param hostname a host name or a part of it
	 * @return the domains
	 */
	@GetExchange
	Flux<Domain> search(@RequestParam("search") String hostname);

	/**
	 * Reads a domain.
	 * @param id id of the domain
	 * @return the domain; empty if the answer is
	 */
	@GetExchange
	Mono<Domain> byId(@RequestParam("id") String id);

	/**
	 * Reads the domain with a subdomain of Pirsch.
	 * @param subdomain the subdomain, without {@code .pirsch.io}
	 * @return the domain; empty if the answer is
	 */
	@GetExchange
	Mono<Domain> bySubdomain(@RequestParam("subdomain") String subdomain);

	/**
	 * Reads the domain with a custom domain for its dashboard.
	 * @param customDomain the custom domain
	 * @return the domain; empty if the answer is
	 */
	@GetExchange
	Mono<Domain> byCustomDomain(@RequestParam("domain") String customDomain);

	/**
	 * Reads the domain of an access link.
	 * @param access code of the access link
	 * @return the domain; empty if the answer is
	 */
	@GetExchange
	Mono<Domain> byAccess(@RequestParam("access") String access);

}
