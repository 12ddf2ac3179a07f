package io.pirsch.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.pirsch.client.statistics.PirschStatistics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.ApiVersionInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * Reactive client for the Pirsch API: sends page views, events and session extensions,
 * and reads {@link #statistics() statistics} and {@link #domains() domains}. It takes
 * care of the token: gets it, shares it between calls, renews it shortly before it
 * expires and when Pirsch refuses it.
 * <p>
 * A call is made when its result is subscribed to, and again with every further
 * subscription; what it sends is written before, once, by the thread that asks for it. A
 * success only means that Pirsch has accepted the data: it drops bots silently. No call
 * is repeated except for the one repetition with a new token, as Pirsch would count twice
 * what it had taken already; for delivery through faults there is {@code PirschTracker}.
 * <p>
 * Results fail with a {@link PirschException}. Instances are safe for use by several
 * threads.
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>
 */
public final class PirschClient {

	static final String API_PATH = "/api/v1";

	private static final URI DEFAULT_BASE_URL = URI.create("https://api.pirsch.io");

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(7);

	private final Supplier<WebClient> webClient;

	private final AnswerFilter answers;

	private final Supplier<ApiProxies> proxies;

	private final Duration timeout;

	/** Set with the first call. */
	private final AtomicReference<@Nullable BearerTokens> tokens;

	private final Supplier<String> fingerprint;

	private PirschClient(Supplier<WebClient> webClient, AnswerFilter answers, Supplier<ApiProxies> proxies,
			Duration timeout, AtomicReference<@Nullable BearerTokens> tokens, Supplier<String> fingerprint) {
		this.fingerprint = fingerprint;
		this.tokens = tokens;
		this.timeout = timeout;
		this.webClient = webClient;
		this.answers = answers;
		this.proxies = proxies;
	}

	/**
	 * Returns a builder of clients with these credentials.
	 * @param credentials what Pirsch knows the application by
	 * @return a new builder
	 */
	public static Builder builder(PirschCredentials credentials) {
		return new Builder(credentials);
	}

	/**
	 * Returns a client that makes no calls: what it is told to send is accepted and
	 * forgotten, and what it is asked for is empty.
	 * @return the client
	 */
	public static PirschClient disabled() {
		Supplier<WebClient> webClient = SingletonSupplier.of(() -> WebClient.builder()
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.NO_CONTENT).build()))
			.build());
		AnswerFilter answers = new AnswerFilter(DEFAULT_TIMEOUT, Clock.systemUTC());
		Supplier<ApiProxies> proxies = SingletonSupplier
			.of(() -> new ApiProxies(webClient, DEFAULT_BASE_URL, answers, DEFAULT_TIMEOUT, "none"));
		return new PirschClient(webClient, answers, proxies, DEFAULT_TIMEOUT, new AtomicReference<>(), () -> "none");
	}

	/**
	 * Sends a hit. This call knows no time: Pirsch takes the moment of the call. For
	 * something past there is a {@link HitBatch} of one. The page view on which an event
	 * happened must have been accepted before, or Pirsch may open a second session.
	 * @param hit the page view, event or session extension
	 * @return completes when Pirsch has accepted it
	 */
	public Mono<Void> send(Hit hit) {
		return post("/" + hit.kind().id(), ByteBuffer.wrap(HitWriter.single(hit)));
	}

	/**
	 * Sends hits of one kind in one request. Pirsch refuses all of them if it refuses
	 * one.
	 * @param batch the hits; with none, no request is made
	 * @return completes when Pirsch has accepted them
	 */
	public Mono<Void> send(HitBatch batch) {
		Hit.Kind kind = batch.kind();
		return (kind != null) ? post("/" + kind.id() + "/batch", batch.json()) : Mono.empty();
	}

	/**
	 * Returns by what stored hits tell whose they are.
	 * @return part of a hash of the client id or access key, the same in each instance,
	 * from which neither can be found
	 */
	public String fingerprint() {
		return this.fingerprint.get();
	}

	/**
	 * Returns how long an answer may take.
	 * @return the time, more than zero
	 */
	public Duration timeout() {
		return this.timeout;
	}

	/**
	 * Returns how many tokens Pirsch has granted to this client.
	 * @return the number, with the first; always zero with an access key
	 */
	public long grantedTokens() {
		BearerTokens tokens = this.tokens.get();
		return (tokens != null) ? tokens.granted() : 0;
	}

	/**
	 * Ends the pauses that are made after a token could not be had, so that the next call
	 * asks for one at once. Makes no call.
	 */
	public void endPauses() {
		BearerTokens tokens = this.tokens.get();
		if (tokens != null) {
			tokens.endPauses();
		}
	}

	/**
	 * Returns the calls that read, export and delete statistics. They are about the
	 * client's domain unless they are given another.
	 * @return the calls; with an access key, which can't read, they fail with an
	 * {@link IllegalStateException} and are not made
	 */
	public PirschStatistics statistics() {
		return this.proxies.get().statistics();
	}

	/**
	 * Returns the calls that read domains.
	 * @return the calls; with an access key, which can't read, they fail with an
	 * {@link IllegalStateException} and are not made
	 */
	public PirschDomains domains() {
		return this.proxies.get().domains();
	}

	/**
	 * Returns an implementation of an interface that declares calls of the API with
	 * {@link org.springframework.web.service.annotation.HttpExchange @HttpExchange} and
	 * the like, for whatever {@link #statistics()} and {@link #domains()} do not have.
	 * Paths are relative to {@code /api/v1}. The calls have all that this client's own
	 * have: the token, time limits, errors, and JSON with the API's names (a component
	 * {@code crGoal} is {@code cr_goal}), written without what is {@code null} and read
	 * whatever is left out or added. Methods return publishers, or wait for their result,
	 * which must not be done on an event loop and is refused there.
	 * <p>
	 * A method may take a {@link io.pirsch.client.statistics.StatisticsFilter}; what is
	 * read below {@code /statistics} is about the client's domain unless it names
	 * another. A {@code Flux<DataBuffer>} streams.
	 * <p>
	 * In a native image the interface needs hints. If it is declared as a bean, Spring
	 * adds them for it and for what its methods take and return.
	 * @param <T> type of the interface
	 * @param type the interface
	 * @return the implementation, safe for use by several threads; with an access key,
	 * its calls fail with an {@link IllegalStateException} and are not made
	 * @throws IllegalArgumentException if the type is no interface or declares no call;
	 * calls with a URL of another host than the client's fail with it, too
	 */
	public <T> T proxy(Class<T> type) {
		return this.proxies.get().create(type);
	}

	/**
	 * The body is there before the call, so that it is not a connection's event loop that
	 * writes it.
	 */
	private Mono<Void> post(String path, ByteBuffer json) {
		return Mono.defer(() -> this.webClient.get()
			.post()
			.uri(API_PATH + path)
			.body(RequestJson.body(json))
			.exchangeToMono(this.answers::release));
	}

	/**
	 * Keeps what an application sends to others by default away from Pirsch.
	 */
	private static Mono<ClientResponse> withoutAuthorization(ClientRequest request, ExchangeFunction next) {
		return next.exchange(
				ClientRequest.from(request).headers((headers) -> headers.remove(HttpHeaders.AUTHORIZATION)).build());
	}

	/**
	 * Builds a {@link PirschClient}. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final PirschCredentials credentials;

		private Supplier<WebClient.Builder> webClientBuilder = WebClient::builder;

		private URI baseUrl = DEFAULT_BASE_URL;

		private Duration timeout = DEFAULT_TIMEOUT;

		private Duration exportTimeout = Duration.ofMinutes(2);

		private @Nullable String domainId;

		private Clock clock = Clock.systemUTC();

		private Builder(PirschCredentials credentials) {
			Assert.notNull(credentials, "'credentials' must not be null");
			this.credentials = credentials;
		}

		/**
		 * Sets what the HTTP client is made from: its connector, filters and observation
		 * are kept, its base URL, API version and user agent are the Pirsch client's own,
		 * and its codecs are not used to send.
		 * @param webClientBuilder the builder, which is left as it is
		 * @return this builder
		 */
		public Builder webClientBuilder(WebClient.Builder webClientBuilder) {
			WebClient.Builder copy = webClientBuilder.clone();
			return webClientBuilder(() -> copy);
		}

		/**
		 * Sets what the HTTP client is made from, once it is needed: with the first call,
		 * by the thread that makes it. An application starts sooner without.
		 * @param webClientBuilder gives the builder, which is left as it is
		 * @return this builder
		 */
		public Builder webClientBuilder(Supplier<WebClient.Builder> webClientBuilder) {
			this.webClientBuilder = webClientBuilder;
			return this;
		}

		/**
		 * Sets where Pirsch is.
		 * @param baseUrl the URL up to and without {@code /api/v1}; the default is
		 * {@code https://api.pirsch.io}
		 * @return this builder
		 * @throws IllegalArgumentException if the URL is not an absolute HTTP one, or has
		 * a query, a fragment or user information
		 */
		public Builder baseUrl(URI baseUrl) {
			this.baseUrl = Check.baseUrl(baseUrl);
			return this;
		}

		/**
		 * Sets how long to wait for an answer, and then for the rest of its body.
		 * @param timeout the time, more than zero; the default is 7 seconds
		 * @return this builder
		 * @throws IllegalArgumentException if the time is not positive
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = positive("timeout", timeout);
			return this;
		}

		/**
		 * Sets how long to wait for an export to begin, and then how long it may pause; a
		 * subscriber that rests between its parts is a pause, too. What is uploaded must
		 * be sent and answered in that time.
		 * @param exportTimeout the time, more than zero; the default is 2 minutes
		 * @return this builder
		 * @throws IllegalArgumentException if the time is not positive
		 */
		public Builder exportTimeout(Duration exportTimeout) {
			this.exportTimeout = positive("exportTimeout", exportTimeout);
			return this;
		}

		/**
		 * Sets the domain whose statistics are read.
		 * @param domainId id of the domain; if {@code null} or blank, which is the
		 * default, the one domain that the client sees is looked up when it is first
		 * needed
		 * @return this builder
		 */
		public Builder domainId(@Nullable String domainId) {
			this.domainId = StringUtils.hasText(domainId) ? domainId.trim() : null;
			return this;
		}

		/**
		 * Sets the clock by which tokens expire.
		 * @param clock the clock; the default is the system's
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Builds the client. No call is made.
		 * @return the client
		 */
		public PirschClient build() {
			AnswerFilter answers = new AnswerFilter(this.timeout, this.clock);
			PirschCredentials credentials = this.credentials;
			Supplier<WebClient.Builder> webClientBuilder = this.webClientBuilder;
			URI baseUrl = this.baseUrl;
			Duration exportTimeout = this.exportTimeout;
			String domainId = this.domainId;
			Clock clock = this.clock;
			AtomicReference<@Nullable BearerTokens> tokens = new AtomicReference<>();
			Supplier<WebClient> webClient = SingletonSupplier
				.of(() -> webClient(credentials, webClientBuilder.get().clone(), baseUrl, answers, clock, tokens));
			Supplier<ApiProxies> proxies = SingletonSupplier
				.of(() -> new ApiProxies((credentials instanceof AccessKey) ? ApiProxies.refused(webClient) : webClient,
						baseUrl, answers, exportTimeout, domainId));
			return new PirschClient(webClient, answers, proxies, this.timeout, tokens,
					SingletonSupplier.of(() -> Fingerprint.of(credentials)));
		}

		private static WebClient webClient(PirschCredentials credentials, WebClient.Builder builder, URI baseUrl,
				AnswerFilter answers, Clock clock, AtomicReference<@Nullable BearerTokens> shared) {
			builder.uriBuilderFactory(new DefaultUriBuilderFactory(baseUrl.toString()))
				.apiVersionInserter(new NoApiVersion())
				.filters((filters) -> filters.add(0, answers::filterFirst))
				.defaultHeader(HttpHeaders.USER_AGENT, "pirsch-spring-boot/" + PirschVersion.VERSION)
				.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
				.codecs((codecs) -> {
					codecs.defaultCodecs().maxInMemorySize(AnswerFilter.MAX_BODY);
					// They would have the token among the headers
					codecs.defaultCodecs().enableLoggingRequestDetails(false);
				});
			Origin origin = Origin.of(baseUrl);
			WebClient withoutToken = builder.clone()
				.filter(origin)
				.filter(PirschClient::withoutAuthorization)
				.filter(answers)
				.build();
			BearerTokens tokens = tokens(credentials, withoutToken, answers, clock);
			shared.set(tokens);
			return builder.filters((filters) -> filters.add(0, answers::onlyFromPirsch))
				.filter(origin)
				.filter(new BearerTokenFilter(tokens, answers))
				.filter(answers)
				.build();
		}

		private static BearerTokens tokens(PirschCredentials credentials, WebClient webClient, AnswerFilter answers,
				Clock clock) {
			if (credentials instanceof OAuthClient client) {
				return new SharedToken(new TokenCall(webClient, answers, client).execute(), clock);
			}
			return BearerTokens.of((AccessKey) credentials);
		}

		private static Duration positive(String name, Duration time) {
			Assert.isTrue(time.compareTo(Duration.ZERO) > 0, () -> "'%s' must be more than zero but is %s"
				.formatted(name, DurationFormatterUtils.print(time, DurationFormat.Style.COMPOSITE)));
			return time;
		}

		/**
		 * Stands in for what inserts the version of an application's own API.
		 */
		private static final class NoApiVersion implements ApiVersionInserter {

		}

	}

}
