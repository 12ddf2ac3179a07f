package io.pirsch.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.pirsch.web.WebSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for Pirsch, without those of features that are off unless
 * wanted, which cost nothing at the start where they are off.
 *
 * @param enabled Whether anything is sent to Pirsch; when off, the beans can still be
 * injected and do nothing.
 * @param clientId ID of the OAuth client.
 * @param clientSecret Secret of the OAuth client.
 * @param accessKey Access key to use instead of an OAuth client; can send, but not read
 * statistics.
 * @param baseUrl Base URL of the Pirsch API.
 * @param domainId ID of the domain to read statistics of; looked up when the client
 * belongs to one domain.
 * @param connectTimeout Time to wait for a connection to Pirsch.
 * @param readTimeout Time to wait for an answer from Pirsch, added to that for a
 * connection.
 * @param ssl SSL configuration of connections to Pirsch.
 * @param tracking How page views, events and session extensions are queued and delivered.
 * @param web Which exchanges of the web application are page views, and how they are
 * told.
 */
@ConfigurationProperties("pirsch")
public record PirschProperties(@DefaultValue("true") boolean enabled, @Nullable String clientId,
		@Nullable String clientSecret, @Nullable String accessKey, @DefaultValue("https://api.pirsch.io") URI baseUrl,
		@Nullable String domainId, @DefaultValue("2s") Duration connectTimeout,
		@DefaultValue("5s") Duration readTimeout, @DefaultValue Ssl ssl, @DefaultValue Tracking tracking,
		@DefaultValue Web web) {

	/**
	 * Returns no more than the name of the type, as the values hold secrets.
	 */
	@Override
	public String toString() {
		return "PirschProperties";
	}

	/**
	 * SSL configuration.
	 *
	 * @param bundle Name of an SSL bundle below 'spring.ssl.bundle'.
	 */
	public record Ssl(@Nullable String bundle) {
	}

	/**
	 * Queue and delivery.
	 *
	 * @param queueCapacity Number of page views, events and session extensions that may
	 * wait for delivery.
	 * @param maxBatchSize Largest number of page views, events and session extensions in
	 * one request; how many there are finds itself.
	 * @param linger Time to wait for more before making a request; raises the delay and
	 * lowers the number of requests.
	 * @param maxAge Age at which a page view, event or session extension is given up.
	 * @param shutdownTimeout Time for which delivery goes on when the application stops.
	 * @param retry Pauses after failed requests.
	 * @param store Where what is tracked waits for its delivery beside the queue.
	 */
	public record Tracking(@DefaultValue("10000") int queueCapacity, @DefaultValue("2000") int maxBatchSize,
			@DefaultValue("0s") Duration linger, @DefaultValue("1h") Duration maxAge,
			@DefaultValue("10s") Duration shutdownTimeout, @DefaultValue Retry retry, @DefaultValue Store store) {

	}

	/**
	 * Pauses after failed requests.
	 *
	 * @param initialBackoff Pause after the first failure, doubled with each further one.
	 * @param maxBackoff Longest pause.
	 */
	public record Retry(@DefaultValue("500ms") Duration initialBackoff, @DefaultValue("30s") Duration maxBackoff) {
	}

	/**
	 * Store between the queue and Pirsch.
	 *
	 * @param type What stores.
	 * @param maxAge Age at which a stored page view, event or session extension is given
	 * up; replaces 'pirsch.tracking.max-age'.
	 */
	public record Store(@DefaultValue("none") StoreType type, @DefaultValue("3d") Duration maxAge) {
	}

	/**
	 * Where what is tracked waits for its delivery.
	 */
	public enum StoreType {

		/**
		 * Nowhere but in the queue in memory.
		 */
		NONE,

		/**
		 * In the application's database, or in an H2 file where there is none.
		 */
		JDBC,

		/**
		 * In a topic of Apache Kafka.
		 */
		KAFKA

	}

	/**
	 * Page views of a web application.
	 *
	 * @param enabled Whether the server counts page views; events and session extensions
	 * are in any case.
	 * @param order Order of the filter that records page views and events.
	 * @param include Comma-separated list of path patterns of which one must match; empty
	 * for all paths.
	 * @param exclude Comma-separated list of path patterns of which none may match.
	 * @param contentTypes Comma-separated list of the content types of pages.
	 * @param respectDoNotTrack Whether visitors who send 'DNT: 1' are left out.
	 * @param respectGlobalPrivacyControl Whether visitors who send 'Sec-GPC: 1' are left
	 * out.
	 * @param trustedProxies Comma-separated list of addresses and CIDR blocks of proxies
	 * whose headers are believed; 'private' stands for loopback, private, carrier-grade
	 * NAT and link-local ranges.
	 * @param clientIpHeaders Comma-separated list of the headers in which trusted proxies
	 * tell the address of the visitor, the first one that yields an address wins.
	 * @param publicUrl Scheme and host, optionally with a path prefix, that visitors see,
	 * for sites behind a proxy that hides them.
	 * @param queryParameters Comma-separated list of the query parameters that are told;
	 * all when not set, none when empty.
	 * @param clientHints Whether browsers are asked for client hints, and those are told
	 * that they send only if asked.
	 * @param notFoundEvent Whether a missing page is told as the event '404 Page Not
	 * Found'.
	 */
	public record Web(@DefaultValue("" + WebSettings.PAGE_VIEWS) boolean enabled, @DefaultValue("-110") int order,
			@DefaultValue List<String> include, @DefaultValue List<String> exclude, @DefaultValue( {
					WebSettings.HTML, WebSettings.XHTML }) List<String> contentTypes,
			@DefaultValue("" + WebSettings.RESPECT_DO_NOT_TRACK) boolean respectDoNotTrack,
			@DefaultValue("false") boolean respectGlobalPrivacyControl,
			@DefaultValue(WebSettings.TRUSTED_PROXIES) List<String> trustedProxies,
			@DefaultValue(WebSettings.CLIENT_IP_HEADERS) List<String> clientIpHeaders, @Nullable URI publicUrl,
			@Nullable List<String> queryParameters, @DefaultValue("false") boolean clientHints,
			@DefaultValue("false") boolean notFoundEvent){
	}

}
