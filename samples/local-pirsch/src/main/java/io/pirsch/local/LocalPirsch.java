package io.pirsch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the Pirsch API on this machine. It takes what a client sends, checks it
 * as the service does, keeps it for a look or an assertion, answers with the statistics
 * of it, and fails on demand.
 * <p>
 * The page at {@link #baseUrl()} shows what arrives as it arrives. What its buttons do
 * can be done from the command line as well; each of these calls answers with the totals
 * and the faults that are set: <pre>
 * curl -X POST   'localhost:7070/local/expire-tokens'
 * curl -X POST   'localhost:7070/local/fault?kind=status&amp;status=503&amp;times=3&amp;retryAfter=2'
 * curl -X POST   'localhost:7070/local/fault?kind=slow&amp;delay=3s&amp;path=/api/v1/hit'
 * curl -X POST   'localhost:7070/local/fault?kind=hang-up&amp;moment=half-answer&amp;times=1'
 * curl -X POST   'localhost:7070/local/fault?kind=refuse-token'
 * curl -X POST   'localhost:7070/local/fault?kind=poison&amp;field=user_agent&amp;contains=bad'
 * curl -X DELETE 'localhost:7070/local/fault'
 * curl -X POST   'localhost:7070/local/reset'
 * curl -X POST   'localhost:7070/local/demo'
 * curl           'localhost:7070/local/state'
 * </pre> Every kind of fault understands {@code times} (without it, the fault stays until
 * cleared), {@code path} (that path and what is below it) and {@code delay}. The moments
 * of {@code hang-up} are those of {@link Fault.HangUp}: {@code before-reading},
 * {@code after-reading}, {@code after-accepting} and {@code half-answer}.
 */
public final class LocalPirsch implements AutoCloseable {

	/**
	 * The port when run on its own or by the initializer.
	 */
	public static final int DEFAULT_PORT = 7070;

	/**
	 * The client ID unless another is set.
	 */
	public static final String DEFAULT_CLIENT_ID = "local-pirsch-client-id-000000001";

	/**
	 * The client secret unless another is set: no secret, as it is written here.
	 */
	public static final String DEFAULT_CLIENT_SECRET = "local-pirsch-client-secret-0000000000000000000000000000000000001";

	/**
	 * The tag of visits that are made up.
	 */
	public static final String DEMO_TAG = "demo";

	/**
	 * How many arrivals are kept when run on its own or by the initializer.
	 */
	static final int KEEP_ARRIVALS = 10_000;

	private final Builder settings;

	private final Journal journal;

	private final History history;

	private final LiveFeed feed = new LiveFeed();

	private final Faults faults = new Faults(this.feed::changed);

	private final Tokens tokens;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final LocalServer server;

	private LocalPirsch(Builder settings) throws IOException {
		this.settings = settings;
		this.journal = new Journal(settings.keepArrivals);
		this.history = new History(this.journal);
		this.tokens = new Tokens(settings.clientId, settings.clientSecret, settings.accessKey, settings.tokenLifetime,
				settings.clock);
		this.server = new LocalServer(settings.port);
		this.server.serve("/api/", new ApiHandler(new PirschApi(this.tokens, this.history), this.faults, this.journal,
				this.feed, settings.clock, this.stopped));
		this.server.serveSameOrigin("/local/",
				new ControlHandler(this, new EventStream(this.feed, this::state, this.stopped)));
		this.server.serveSameOrigin("/", new LivePage());
		if (settings.demoData) {
			addDemoData();
		}
	}

	/**
	 * Starts one with defaults on a free port.
	 * @return the running server
	 */
	public static LocalPirsch start() {
		return builder().start();
	}

	/**
	 * Returns a builder to start one with other settings.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the address of the API, which is that of the live page, too.
	 * @return the address, without a path
	 */
	public URI baseUrl() {
		return this.server.address();
	}

	/**
	 * Returns the client ID that gets a token.
	 * @return the client ID
	 */
	public String clientId() {
		return this.settings.clientId;
	}

	/**
	 * Returns the client secret that gets a token.
	 * @return the client secret
	 */
	public String clientSecret() {
		return this.settings.clientSecret;
	}

	/**
	 * Returns the access key that may send.
	 * @return the access key, or {@code null} when there is none
	 */
	public @Nullable String accessKey() {
		return this.settings.accessKey;
	}

	/**
	 * Returns what was accepted, in the order it arrived.
	 * @return a copy of what is kept
	 */
	public List<Arrival> arrivals() {
		return this.journal.arrivals();
	}

	/**
	 * Returns what was accepted of one kind, in the order it arrived.
	 * @param kind the kind
	 * @return a copy of what is kept
	 */
	public List<Arrival> arrivals(Arrival.Kind kind) {
		return arrivals().stream().filter((arrival) -> arrival.kind() == kind).toList();
	}

	/**
	 * Returns the calls of the API, in the order they were recorded.
	 * @return a copy of what is kept
	 */
	public List<ReceivedRequest> requests() {
		return this.journal.requests();
	}

	/**
	 * Returns the counts since the start or the last reset.
	 * @return the counts
	 */
	public Totals totals() {
		return this.journal.totals();
	}

	/**
	 * Begins the statistics with two weeks of visits that are made up, each with the tag
	 * {@code demo}. They are neither among the {@link #arrivals()} nor in the
	 * {@link #totals()}.
	 */
	public void addDemoData() {
		this.history.begin(DemoData.until(this.settings.clock.instant()));
		this.feed.changed();
	}

	/**
	 * Sets a fault, behind those that are set already.
	 * @param fault the fault
	 */
	public void fail(Fault fault) {
		this.faults.add(fault);
	}

	/**
	 * Takes back all faults.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Makes all tokens invalid, so that the next call of each client is answered with
	 * 401.
	 */
	public void expireTokens() {
		this.tokens.expireAll();
	}

	/**
	 * Forgets what arrived and what was made up, starts counting anew and takes back all
	 * faults. Tokens stay valid.
	 */
	public void reset() {
		this.journal.clear();
		this.history.begin(List.of());
		this.faults.clear();
		this.feed.clear();
	}

	/**
	 * Stops the server; calls that are waiting get no answer.
	 */
	@Override
	public void close() {
		// Clients send a call again that ends without an answer: by then nobody listens
		this.server.stop();
		this.stopped.countDown();
	}

	Map<String, Object> state() {
		return Map.of("totals", totals(), "faults", this.faults.descriptions(), "demoData", this.history.hasDemoData());
	}

	/**
	 * Settings to start a {@link LocalPirsch} with.
	 */
	public static final class Builder {

		private int port;

		private String clientId = DEFAULT_CLIENT_ID;

		private String clientSecret = DEFAULT_CLIENT_SECRET;

		private @Nullable String accessKey;

		private Duration tokenLifetime = Duration.ofMinutes(15);

		private Clock clock = Clock.systemUTC();

		private int keepArrivals = 100_000;

		private boolean demoData;

		private Builder() {
		}

		/**
		 * Sets the port.
		 * @param port the port, 0 for a free one, which is the default
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Sets the credentials of the one client.
		 * @param clientId the client ID
		 * @param clientSecret the client secret
		 * @return this builder
		 */
		public Builder client(String clientId, String clientSecret) {
			this.clientId = clientId;
			this.clientSecret = clientSecret;
			return this;
		}

		/**
		 * Sets an access key, which can only send.
		 * @param accessKey the access key, none by default
		 * @return this builder
		 */
		public Builder accessKey(@Nullable String accessKey) {
			this.accessKey = accessKey;
			return this;
		}

		/**
		 * Sets how long a token is valid.
		 * @param tokenLifetime the time, 15 minutes by default
		 * @return this builder
		 */
		public Builder tokenLifetime(Duration tokenLifetime) {
			this.tokenLifetime = tokenLifetime;
			return this;
		}

		/**
		 * Sets the clock that decides when tokens expire and when something arrived.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets how many arrivals, and how many calls, are kept. The totals are exact in
		 * any case; statistics are those of what is kept.
		 * @param keepArrivals the number, 0 for none; 100,000 by default
		 * @return this builder
		 */
		public Builder keepArrivals(int keepArrivals) {
			this.keepArrivals = keepArrivals;
			return this;
		}

		/**
		 * Sets whether the statistics begin with visits that are made up.
		 * @param demoData whether there are demo data, by default not
		 * @return this builder
		 */
		public Builder demoData(boolean demoData) {
			this.demoData = demoData;
			return this;
		}

		/**
		 * Starts the server.
		 * @return the running server
		 * @throws UncheckedIOException if it cannot listen on the port
		 */
		public LocalPirsch start() {
			try {
				LocalPirsch local = new LocalPirsch(this);
				local.server.start();
				return local;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Local Pirsch cannot listen on port " + this.port, ex);
			}
		}

	}

}
