package io.pirsch.web.browser;

import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.pirsch.web.RequestSource;
import io.pirsch.web.WebExchange;
import io.pirsch.web.WebSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of both web stacks do about requests for the script, and about the
 * messages that it sends. Never blocks and never throws into the request. Safe for use by
 * several threads.
 */
public final class BrowserEndpoint {

	private static final Log logger = LogFactory.getLog(BrowserEndpoint.class);

	private final BrowserSettings settings;

	private final WebSettings webSettings;

	private final ScriptReplies scripts;

	private final MessageRecorder recorder;

	private final OriginCheck origins;

	private final RateLimit rateLimit;

	private final BooleanSupplier busy;

	private final Refusals refusals;

	/**
	 * Creates the endpoint.
	 * @param settings what is taken
	 * @param webSettings which proxies are trusted, the site's public URL, and the
	 * content type of its pages
	 * @param script the script
	 * @param recorder what is done with messages that are taken
	 * @param busy whether messages of browsers have their share of the queue
	 * @param clock what the time is, for example {@link Clock#systemUTC()}
	 */
	public BrowserEndpoint(BrowserSettings settings, WebSettings webSettings, BrowserScript script,
			MessageRecorder recorder, BooleanSupplier busy, InstantSource clock) {
		this.settings = settings;
		this.webSettings = webSettings;
		this.scripts = new ScriptReplies(script);
		this.recorder = recorder;
		this.origins = new OriginCheck(settings.allowedOrigins());
		this.rateLimit = new RateLimit(settings.rateLimit(), clock);
		this.busy = busy;
		this.refusals = new Refusals(clock);
	}

	/**
	 * Returns where the script is.
	 * @return the path, relative to the context path
	 */
	public String scriptPath() {
		return this.settings.path() + "/p.js";
	}

	/**
	 * Returns where messages are taken.
	 * @return the path, relative to the context path
	 */
	public String messagePath() {
		return this.settings.path() + "/p";
	}

	/**
	 * Returns how large a message may be, so that nobody reads more of one.
	 * @return the number of bytes
	 */
	public int maxMessageSize() {
		return this.settings.maxMessageSize();
	}

	/**
	 * Returns how many messages were refused.
	 * @param reason why
	 * @return the number since the start
	 */
	public long refused(Refusal reason) {
		return this.refusals.total(reason);
	}

	/**
	 * Answers a request for the script.
	 * @param exchange the request
	 * @return the answer
	 */
	public BrowserReply script(WebExchange exchange) {
		return this.scripts.reply(exchange);
	}

	/**
	 * Looks at a message before its body is read.
	 * @param exchange the request
	 * @param length length of its body as announced, or -1 if it is not known
	 * @return the answer, or {@code null} if the body is to be read and given to
	 * {@link #accept(WebExchange, byte[])}
	 */
	public @Nullable BrowserReply refuse(WebExchange exchange, long length) {
		if (!"POST".equals(exchange.method())) {
			return refuse(exchange, Refusal.METHOD, Map.of("Allow", "POST"));
		}
		RequestSource source = source(exchange);
		if (source == null) {
			return reply(exchange, 204, Map.of());
		}
		if (this.origins.originOf(exchange, source) == null) {
			return refuse(exchange, Refusal.FOREIGN_ORIGIN);
		}
		if (!this.rateLimit.allows(source.network())) {
			return refuse(exchange, Refusal.RATE_LIMIT);
		}
		if (this.busy.getAsBoolean()) {
			return refuse(exchange, Refusal.QUEUE_SHARE);
		}
		return (length > maxMessageSize()) ? tooLarge(exchange) : null;
	}

	/**
	 * Answers a message that is larger than {@link #maxMessageSize()}.
	 * @param exchange the request
	 * @return the answer
	 */
	public BrowserReply tooLarge(WebExchange exchange) {
		return refuse(exchange, Refusal.TOO_LARGE);
	}

	/**
	 * Takes a message.
	 * @param exchange the request
	 * @param body its body
	 * @return the answer
	 */
	public BrowserReply accept(WebExchange exchange, byte[] body) {
		try {
			RequestSource source = source(exchange);
			String origin = (source != null) ? this.origins.originOf(exchange, source) : null;
			if (source != null && origin != null) {
				BrowserMessage message = MessageReader.read(body);
				this.recorder.record(message, new ReportedExchange(exchange, message, origin,
						source.within(message.path()), this.webSettings.contentType()));
			}
			return reply(exchange, 204, Map.of());
		}
		catch (MalformedMessageException ex) {
			logger.debug("Message of a browser refused: " + ex.getMessage());
			return refuse(exchange, Refusal.MALFORMED);
		}
	}

	private @Nullable RequestSource source(WebExchange exchange) {
		return RequestSource.of(exchange, this.webSettings);
	}

	private BrowserReply refuse(WebExchange exchange, Refusal reason) {
		return refuse(exchange, reason, Map.of());
	}

	private BrowserReply refuse(WebExchange exchange, Refusal reason, Map<String, String> headers) {
		this.refusals.add(reason);
		return reply(exchange, reason.status(), headers);
	}

	private BrowserReply reply(WebExchange exchange, int status, Map<String, String> more) {
		Map<String, String> headers = new HashMap<>(more);
		headers.put("Cache-Control", "no-store");
		String origin = exchange.header("Origin");
		if (origin != null && this.origins.isAllowed(origin)) {
			headers.put("Access-Control-Allow-Origin", origin);
			headers.put("Vary", "Origin");
		}
		return BrowserReply.of(status, headers);
	}

}
