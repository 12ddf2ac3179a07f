package io.pirsch.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold of all that reads the text of strangers, whatever they send, and where
 * the JDK or Spring reads the same, that they agree. The build tries the inputs kept
 * beside the resources; with {@code JAZZER_FUZZ=1} more are sought.
 */
class ParserFuzzTests {

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

	/** What the JDK reads of version 6, but the standard does not allow. */
	private static final Pattern LENIENT_V6 = Pattern.compile("[^ -~]|%|[0-9a-fA-F]{5}|(^|[:.])0[0-9]+(\\.|$)");

	private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");

	private static final Pattern ORIGIN = Pattern.compile(
			"https?://([A-Za-z0-9._-]{1,255}|\\[[0-9a-fA-F:.]{2,45}])(:[0-9]{1,5})?(/[!-~&&[^?#\"<>\\\\]]*)?/a\\?b=c");

	private static final ContentTypes PAGES = new ContentTypes(List.of("text/html", "application/xhtml+xml"));

	@FuzzTest(maxDuration = "3m")
	void address(byte[] input) throws UnknownHostException {
		String text = text(input);
		IpAddress address = IpAddressReader.parse(text);
		if (address != null) {
			assertThat(IpAddressReader.parse(address.toString())).isEqualTo(address);
			assertThat(IpAddressReader.parseNode(text, 0, text.length())).isEqualTo(address);
			assertThat(address.toString()).isEqualTo(IpAddressReader.parse(literal(text).getHostAddress()) + "");
		}
		else {
			assertThat(V4.matcher(text).matches()).isFalse();
			assertThat(LENIENT_V6.matcher(text).find() || !isV6(text)).isTrue();
		}
		IpAddress withPort = IpAddressReader.parseNode("[::1]:" + text, 0, 6 + text.length());
		assertThat(withPort == null || text.chars().allMatch((c) -> c < 0x80) || text.startsWith("_")).isTrue();
		String around = ":]%.1" + text + "1.%[:";
		assertThat(IpAddressReader.parseNode(around, 5, 5 + text.length()))
			.isEqualTo(IpAddressReader.parseNode(text, 0, text.length()));
	}

	/**
	 * Returns the JDK's address of a literal; brackets keep it from asking a name server.
	 */
	private static InetAddress literal(String text) throws UnknownHostException {
		if (text.indexOf(':') < 0) {
			assertThat(text).matches(V4);
			return InetAddress.getByName(text);
		}
		int scope = text.indexOf('%');
		return InetAddress.getByName("[" + ((scope >= 0) ? text.substring(0, scope) : text) + "]");
	}

	private static boolean isV6(String text) {
		try {
			return text.indexOf(':') >= 0 && literal(text) != null;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	@FuzzTest(maxDuration = "3m")
	void forwarded(byte[] input) {
		String line = text(input);
		List<ForwardedHeader.Element> elements = ForwardedHeader.elements(line);
		assertThat(elements.size()).isLessThanOrEqualTo(line.length());
		// Whatever a stranger has sent, a proxy's own element is the last one, or nothing
		List<ForwardedHeader.Element> appended = ForwardedHeader.elements(line + ", for=192.0.2.1");
		assertThat(appended.get(appended.size() - 1).node()).isIn("192.0.2.1", null);
	}

	@FuzzTest(maxDuration = "3m")
	void forwardedUrl(byte[] input) {
		String value = text(input);
		FakeExchange exchange = new FakeExchange();
		for (String name : List.of("X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
				"Forwarded")) {
			exchange.header(name, value);
			assertThat(adapt(exchange, 0)).matches(ORIGIN);
			assertThat(adapt(exchange, 1)).matches(ORIGIN);
		}
		exchange.header("Forwarded", "host=\"" + value + "\";proto=https");
		assertThat(adapt(exchange, 0)).matches(ORIGIN);
	}

	private static String adapt(FakeExchange exchange, int hops) {
		return new ForwardedUrl(new String[] { "Forwarded", "X-Forwarded-For" }).adapt("http://app:8080/a?b=c",
				exchange, new ClientAddress("203.0.113.7", hops, null, null, exchange.header("Forwarded"), null));
	}

	@FuzzTest(maxDuration = "3m")
	void query(byte[] input) {
		String text = text(input);
		String url = "https://example.com/?" + text;
		QueryString query = new QueryString(url);
		// An empty query stays as it is
		boolean empty = text.isEmpty() || text.charAt(0) == '#';
		assertThat(query.retain(Set.of())).isEqualTo(empty ? url : "https://example.com/");
		assertThat(query.first(List.of("ref"))).satisfiesAnyOf((value) -> assertThat(value).isNull(),
				(value) -> assertThat(value).isNotBlank());
		// Spring takes the value of a parameter without a name for its name
		if (ESCAPED.matcher(text).matches() && !("&" + text).contains("&=") && text.indexOf('#') < 0) {
			agreeWithSpring(query, UriComponentsBuilder.newInstance().query(text).build().getQueryParams());
		}
	}

	private static void agreeWithSpring(QueryString query, MultiValueMap<String, String> parameters) {
		Set<String> names = new HashSet<>();
		parameters.keySet().forEach((name) -> names.add(decode(name)));
		for (String name : names) {
			String first = parameters.entrySet()
				.stream()
				.filter((entry) -> decode(entry.getKey()).equals(name) && parameters.size() == names.size())
				.flatMap((entry) -> entry.getValue().stream())
				.filter((value) -> value != null && !decode(value).isBlank())
				.findFirst()
				.orElse(null);
			if (parameters.size() == names.size()) {
				assertThat(query.first(List.of(name))).isEqualTo((first != null) ? decode(first) : null);
			}
		}
		long pairs = parameters.values().stream().mapToLong(List::size).sum();
		String kept = query.retain(names);
		assertThat(kept.chars().filter((c) -> c == '&').count()).isEqualTo(Math.max(0, pairs - 1));
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	@FuzzTest(maxDuration = "3m")
	void pageUrl(byte[] input) {
		String text = text(input);
		for (String url : List.of(text, "https://example.com" + text, "https://example.com/" + text)) {
			assertThat(PageUrl.pathOf(url)).isNotEmpty();
			assertThat(url(null, url)).hasSizeLessThanOrEqualTo(Cut.URL);
			assertThat(url("https://public.example", url)).startsWith("https://public.example");
		}
		String path = path("https://example.com/" + text);
		if (path != null) {
			assertThat(PageUrl.pathOf("https://example.com/" + text)).isEqualTo(path);
		}
		try {
			String publicUrl = PageUrl.checkPublicUrl(text);
			assertThat(URI.create(publicUrl + "/a").getHost()).isNotEmpty();
			assertThat(URI.create(publicUrl).getPort()).isLessThanOrEqualTo(0xFFFF);
			assertThat(publicUrl).doesNotEndWith("/");
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageContaining("Public URL '%s'", text);
		}
	}

	private static String url(@Nullable String publicUrl, String url) {
		FakeExchange exchange = new FakeExchange();
		return new PageUrl(publicUrl, Set.of("b"), new ForwardedUrl(new String[0])).of(url, exchange,
				new ClientAddress("203.0.113.7", 0, null, null, null, null));
	}

	private static @Nullable String path(String url) {
		try {
			return new URI(url).getRawPath();
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	@FuzzTest(maxDuration = "3m")
	void contentType(byte[] input) {
		String text = text(input);
		boolean page = PAGES.include(text);
		boolean named = PAGES.namedBy(List.of(text));
		// Servers let no other control characters pass
		if (text.chars().allMatch((c) -> c >= ' ' || c == '\t')) {
			try {
				assertThat(page).isEqualTo(isPage(MimeTypeUtils.parseMimeType(text)));
			}
			catch (InvalidMimeTypeException ex) {
				// Nothing to agree with
			}
		}
		// No browser quotes a comma there
		if (text.chars().allMatch((c) -> c >= ' ' && c != '"')) {
			try {
				assertThat(named)
					.isEqualTo(MimeTypeUtils.parseMimeTypes(text).stream().anyMatch(ParserFuzzTests::isPage));
			}
			catch (InvalidMimeTypeException ex) {
				// Nothing to agree with
			}
		}
		try {
			assertThat(new ContentTypes(List.of(text)).include(text.strip())).isTrue();
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageContaining("Content type '%s'", text);
		}
	}

	private static boolean isPage(MimeType type) {
		return type.equalsTypeAndSubtype(MimeTypeUtils.TEXT_HTML)
				|| type.equalsTypeAndSubtype(MimeType.valueOf("application/xhtml+xml"));
	}

	@FuzzTest(maxDuration = "3m")
	void referrer(byte[] input) {
		String text = text(input);
		for (String referrer : new @Nullable String[] { Referrer.of(text, "https://example.com/"),
				Referrer.of(null, "https://example.com/?ref=" + text), Referrer.of(text, text) }) {
			if (referrer != null) {
				assertThat(referrer).isNotBlank();
				assertThat(referrer.codePointCount(0, referrer.length())).isLessThanOrEqualTo(PageView.MAX_REFERRER);
			}
		}
	}

	private static String text(byte[] input) {
		return new String(input, StandardCharsets.UTF_8);
	}

}
