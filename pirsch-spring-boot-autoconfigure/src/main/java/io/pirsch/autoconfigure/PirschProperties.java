package io.pirsch.autoconfigure;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import io.pirsch.web.BrowserViews;
import io.pirsch.web.WebSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for Pirsch.
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
 * @param readTimeout Time to wait for an answer from Pirsch.
 * @param ssl SSL configuration of connections to Pirsch.
 * @param tracking How page views, events and session extensions are queued and delivered.
 * @param web Which exchanges of the web application are page views, and how they are
 * told.
 * @param browser The browser's half: a script that tells what the server can't see.
 */
@ConfigurationProperties("pirsch")
public record PirschProperties(@DefaultValue("true") boolean enabled, @Nullable String clientId,
		@Nullable String clientSecret, @Nullable String accessKey, @DefaultValue("https://api.pirsch.io") URI baseUrl,
		@Nullable String domainId, @DefaultValue("2s") Duration connectTimeout,
		@DefaultValue("5s") Duration readTimeout, @DefaultValue Ssl ssl, @DefaultValue Tracking tracking,
		@DefaultValue Web web, @DefaultValue Browser browser) {

	/**
	 * Returns no more than the name of the type, as the values hold secrets.
	 */
	@Override
	public String toString() {
		return "PirschProperties";
	}

	/**
	 * Returns which page views the script tells, if there is one. Where the site does not
	 * want page views, there is nothing to complement.
	 */
	BrowserViews browserViews() {
		boolean none = !this.browser.enabled()
				|| (!this.web.enabled() && this.browser.pageViews() == BrowserViews.COMPLEMENT);
		return none ? BrowserViews.NONE : this.browser.pageViews();
	}

	/**
	 * Returns the cookie by which visitors opt out, if there is one.
	 */
	@Nullable String optOutCookie() {
		if (!this.browser.enabled() || this.browser.optOutCookie().isEmpty()) {
			return null;
		}
		return PropertyCheck.valid("pirsch.browser.opt-out-cookie", () -> {
			Assert.isTrue(this.browser.optOutCookie().matches("[A-Za-z0-9_.-]+"),
					() -> "'%s' is not a name such as 'disable_pirsch', of letters, digits and '_.-'"
						.formatted(this.browser.optOutCookie()));
			return this.browser.optOutCookie();
		});
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
	 * @param jdbc Store in a database.
	 * @param kafka Store in a Kafka topic.
	 */
	public record Store(@DefaultValue("none") StoreType type, @DefaultValue("3d") Duration maxAge,
			@DefaultValue Jdbc jdbc, @DefaultValue Kafka kafka) {
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
	 * Store in a database.
	 *
	 * @param file Path of an H2 file to use instead of the application's DataSource,
	 * without the extension '.mv.db'; 'pirsch/hits' in the working directory when there
	 * is neither.
	 * @param tablePrefix What the names of the tables begin with; may name a schema.
	 * @param initializeSchema When the tables are created.
	 * @param capacity Number of page views, events and session extensions that may wait.
	 * @param pollInterval Time between two looks at what other instances have stored.
	 */
	public record Jdbc(@Nullable File file, @DefaultValue("pirsch_") String tablePrefix,
			@DefaultValue("embedded") SchemaInitialization initializeSchema, @DefaultValue("1000000") long capacity,
			@DefaultValue("250ms") Duration pollInterval) {
	}

	/**
	 * Store in a Kafka topic.
	 *
	 * @param topic Name of the topic, which only one site of Pirsch may use.
	 * @param groupId Name of the consumer group that delivers.
	 * @param concurrency Number of consumers, and of requests that may be in flight at
	 * once, in this instance.
	 * @param consume Whether this instance delivers; when off, it only hands over.
	 * @param createTopic Whether a missing topic is created.
	 * @param purge Whether what is delivered is deleted from the topic.
	 * @param formerClients Fingerprints of clients that this site had before, whose hits
	 * are delivered, too; the log names them.
	 * @param properties Further properties of producer, consumer and admin client.
	 */
	public record Kafka(@DefaultValue("pirsch") String topic, @DefaultValue("pirsch") String groupId,
			@DefaultValue("1") int concurrency, @DefaultValue("true") boolean consume,
			@DefaultValue("true") boolean createTopic, @DefaultValue("true") boolean purge,
			@DefaultValue Set<String> formerClients, @DefaultValue Map<String, String> properties) {
	}

	/**
	 * Page views of a web application.
	 *
	 * @param enabled Whether page views are sent; events and session extensions are in
	 * any case.
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

	/**
	 * The browser's half.
	 *
	 * @param enabled Whether the script is served and its messages are taken.
	 * @param path Path below which the script 'p.js' and the endpoint 'p' are; a neutral
	 * one is blocked less.
	 * @param pageViews Which page views the script tells.
	 * @param optOutCookie Name of the cookie by which visitors opt out of both halves;
	 * empty for none.
	 * @param allowedOrigins Comma-separated list of origins besides the site's own whose
	 * pages may send messages.
	 * @param maxMessageSize Size of the largest message that is read.
	 * @param rateLimit Number of messages a minute that are taken from one address, or
	 * from one /64 network of IPv6.
	 * @param queueShare Percentage of the queue above which messages of browsers are
	 * refused.
	 * @param order Order of the filter that answers the script's requests.
	 */
	public record Browser(@DefaultValue("false") boolean enabled, @DefaultValue("/pirsch") String path,
			@DefaultValue("complement") BrowserViews pageViews, @DefaultValue("disable_pirsch") String optOutCookie,
			@DefaultValue List<String> allowedOrigins, @DefaultValue("8KB") DataSize maxMessageSize,
			@DefaultValue("120") int rateLimit, @DefaultValue("50") int queueShare, @DefaultValue("-110") int order) {
	}

}
