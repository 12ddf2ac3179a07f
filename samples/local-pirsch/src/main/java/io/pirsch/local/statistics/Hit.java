package io.pirsch.local.statistics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Something that arrived, as far as statistics are concerned. Read with patience: much of
 * it comes from a visitor.
 */
public final class Hit {

	/** What tells where a visitor came from. */
	static final List<String> SOURCE = List.of("referrer", "referrer_name", "utm_source", "utm_medium", "utm_campaign",
			"utm_content", "utm_term");

	private static final Pattern URL = Pattern.compile(
			"(?:[^/?#]*?://(?:[^/?#]*@)?(?<host>\\[[^\\]/?#]*]|[^/?#:]*)[^/?#]*)?(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?.*",
			Pattern.DOTALL);

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]*|\\[.*]");

	final Kind kind;

	final Instant time;

	final long request;

	final String client;

	final int eventSeconds;

	final boolean interactive;

	final Map<String, String> tags;

	final Map<String, String> metadata = new TreeMap<>();

	/** What it can be grouped by. */
	final Map<String, String> values = new HashMap<>();

	/**
	 * Reads what arrived.
	 * @param kind what it is
	 * @param time when it happened
	 * @param request number of the request it came in: only what came in the same one is
	 * sorted by time
	 * @param fields its fields by their JSON names
	 */
	public Hit(Kind kind, Instant time, long request, Map<String, @Nullable Object> fields) {
		this.kind = kind;
		this.time = time;
		this.request = request;
		this.client = text(fields, "ip") + "\n" + text(fields, "user_agent");
		this.eventSeconds = (fields.get("event_duration") instanceof Integer seconds) ? seconds : 0;
		this.interactive = kind == Kind.EVENT && !Boolean.TRUE.equals(fields.get("non_interactive"));
		this.tags = texts(fields, "tags");
		if (kind == Kind.EVENT) {
			this.metadata.putAll(this.tags);
			this.metadata.putAll(texts(fields, "event_meta"));
		}
		Matcher url = url(text(fields, "url"));
		Map<String, String> query = query(Objects.toString(url.group("query"), ""));
		SOURCE.forEach((name) -> this.values.put(name, query.getOrDefault(name, "")));
		this.values.putAll(Map.of("path", url.group().isEmpty() ? "" : path(url), "hostname", host(url), "title",
				text(fields, "title"), "event", text(fields, "event_name").trim(), "language",
				language(text(fields, "accept_language"))));
		this.values.putAll(referrer(query, text(fields, "referrer").trim(), site(host(url))));
		this.values.putAll(Device.of(fields));
	}

	static String text(Map<String, @Nullable Object> fields, String name) {
		return Objects.toString(fields.get(name), "");
	}

	private static Map<String, String> texts(Map<String, @Nullable Object> fields, String name) {
		Map<String, String> texts = new TreeMap<>();
		if (fields.get(name) instanceof Map<?, ?> map) {
			map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
		}
		return texts;
	}

	/**
	 * Reads the referrer in the order of the service: the query of the page comes before
	 * what the browser said, and campaigns come last.
	 */
	private static Map<String, String> referrer(Map<String, String> query, String sent, String own) {
		return Stream
			.of(first(query, "ref", "referer", "referrer").or(() -> Optional.of(sent)),
					first(query, "source", "utm_source"))
			.flatMap(Optional::stream)
			.map(Hit::referrer)
			.filter((referrer) -> !referrer.containsValue(""))
			.findFirst()
			.filter((referrer) -> !referrer.containsValue(own))
			.orElse(Map.of("referrer", "", "referrer_name", ""));
	}

	private static Optional<String> first(Map<String, String> query, String... names) {
		return Stream.of(names)
			.map((name) -> query.getOrDefault(name, ""))
			.filter((text) -> !text.isEmpty())
			.findFirst();
	}

	private static Map<String, String> referrer(String text) {
		int scheme = text.indexOf("://");
		if (scheme < 0) {
			return Map.of("referrer", text, "referrer_name", text);
		}
		Matcher url = url(text);
		boolean address = ADDRESS.matcher(host(url)).matches();
		return Map.of("referrer", text.substring(0, scheme + 3) + host(url) + path(url), "referrer_name",
				address ? "" : site(host(url)));
	}

	/**
	 * The pattern takes any text.
	 */
	private static Matcher url(String text) {
		Matcher matcher = URL.matcher(text);
		matcher.matches();
		return matcher;
	}

	private static String host(Matcher url) {
		return Objects.toString(url.group("host"), "").toLowerCase(Locale.ROOT);
	}

	private static String site(String host) {
		return host.startsWith("www.") ? host.substring(4) : host;
	}

	private static String path(Matcher url) {
		String path = url.group("path");
		return path.startsWith("/") ? path : "/" + path;
	}

	private static Map<String, String> query(String query) {
		Map<String, String> parameters = new HashMap<>();
		for (String pair : query.split("&", -1)) {
			String[] parts = pair.split("=", 2);
			parameters.putIfAbsent(decode(parts[0]), (parts.length > 1) ? decode(parts[1]).trim() : "");
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/**
	 * Returns the code of the first language.
	 */
	private static String language(String accepted) {
		String code = accepted.split("[,;-]", 2)[0].trim().toLowerCase(Locale.ROOT);
		return code.equals("*") ? "" : code;
	}

	/**
	 * What a hit is.
	 */
	public enum Kind {

		/** A page view. */
		VIEW,

		/** An event. */
		EVENT,

		/** A session extension. */
		EXTENSION

	}

}
