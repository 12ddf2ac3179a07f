package io.pirsch.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PageUrl}.
 */
class PageUrlTests {

	private static final String URL = "http://app:8080/shop/a%20b?q=x%26y&token=secret&utm_source=mail";

	private final WebSettings.Builder settings = WebSettings.builder();

	private final FakeExchange exchange = new FakeExchange();

	private ClientAddress peer = new ClientAddress("203.0.113.7", -1, null, null, null, null);

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Host, example.com, http://example.com/a", "X-Forwarded-Proto, https, https://app/a",
			"X-Forwarded-Host, example.com:8443, http://example.com:8443/a",
			"X-Forwarded-Port, 8443, http://app:8443/a", "X-Forwarded-Port, 80, http://app/a",
			"X-Forwarded-Host, [2001:db8::1]:80, http://[2001:db8::1]/a",
			"X-Forwarded-Prefix, /shop/, http://app:8080/shop/a",
			"Forwarded, for=_x;host=example.com;proto=https, https://example.com/a",
			"Forwarded, for=_x;host=\"example.com:444\";proto=https, https://example.com:444/a" })
	void isWhatATrustedProxySays(String header, String value, String expected) {
		this.exchange.header(header, value);
		assertThat(of("http://app:8080/a")).isEqualTo("http://app:8080/a");
		this.peer = behind(0);
		assertThat(of("http://app:8080/a")).isEqualTo(expected);
		this.settings.publicUrl("https://public.example");
		assertThat(of("http://app:8080/a")).isEqualTo("https://public.example/a");
	}

	@ParameterizedTest
	@CsvSource({ "0, c.example", "1, b.example", "2, a.example", "9, a.example" })
	void isWhatTheLastTrustedProxyOnTheWaySays(int hops, String host) {
		this.peer = behind(hops);
		this.exchange.header("X-Forwarded-Host", "a.example, b.example", "c.example");
		assertThat(of(URL)).startsWith("http://" + host + "/shop/");
		this.exchange.without("X-Forwarded-Host")
			.header("Forwarded", "host=a.example, host=b.example", "host=c.example");
		assertThat(of(URL)).startsWith((hops > 2) ? "http://app:8080/" : "http://" + host + "/shop/");
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Host, exa mple.com", "X-Forwarded-Host, example.com/path", "X-Forwarded-Host, a@b",
			"X-Forwarded-Host, ''", "X-Forwarded-Host, example.com:99999", "X-Forwarded-Host, [::1",
			"X-Forwarded-Proto, javascript", "X-Forwarded-Port, -1", "X-Forwarded-Prefix, shop",
			"X-Forwarded-Prefix, /a?b", "X-Forwarded-Prefix, /", "Forwarded, host", "Forwarded, host=a;host=b" })
	void isNothingThatCannotBeRead(String header, String value) {
		this.peer = behind(0);
		this.exchange.header(header, value);
		assertThat(of(URL)).isEqualTo(URL);
	}

	@Test
	void readsTheHeadersWhoseAddressesAreRead() {
		this.peer = behind(0);
		this.exchange.header("X-Forwarded-Host", "x.example").header("Forwarded", "host=f.example");
		assertThat(of("http://app/")).isEqualTo("http://x.example/");
		this.settings.clientIpHeaders(List.of("Forwarded", "X-Forwarded-For"));
		assertThat(of("http://app/")).isEqualTo("http://f.example/");
		this.settings.clientIpHeaders(List.of("Forwarded"));
		this.exchange.without("Forwarded");
		assertThat(of("http://app/")).isEqualTo("http://app/");
		this.settings.clientIpHeaders(List.of("CF-Connecting-IP"));
		assertThat(of("http://app/")).isEqualTo("http://x.example/");
	}

	@Test
	void hasAPrefixOnce() {
		this.peer = behind(0);
		this.exchange.header("X-Forwarded-Prefix", "/shop, /de");
		assertThat(of("http://app/a?b=c")).isEqualTo("http://app/shop/de/a?b=c");
		assertThat(of("http://app/shop/de/a")).isEqualTo("http://app/shop/de/a");
		assertThat(of("http://app/shop/den")).isEqualTo("http://app/shop/de/shop/den");
		assertThat(of("http://app")).isEqualTo("http://app/shop/de");
	}

	/**
	 * A visitor of whom {@code Forwarded} may say something, so that it is read.
	 */
	private static ClientAddress behind(int hops) {
		return new ClientAddress("203.0.113.7", hops, null, null, "for=203.0.113.7", null);
	}

	@Test
	void isWhatTheServerSees() {
		assertThat(of(URL)).isSameAs(URL);
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com, https://example.com/shop/a?b=c",
			"https://example.com/, https://example.com/shop/a?b=c",
			"https://example.com:8443, https://example.com:8443/shop/a?b=c",
			"https://example.com/de/, https://example.com/de/shop/a?b=c",
			"http://[::1]:80, http://[::1]:80/shop/a?b=c" })
	void hasThePublicSchemeAndHost(String publicUrl, String expected) {
		this.settings.publicUrl(publicUrl);
		assertThat(of("http://app:8080/shop/a?b=c")).isEqualTo(expected);
	}

	@Test
	void hasThePublicHostEvenWithoutPath() {
		this.settings.publicUrl("https://example.com");
		assertThat(of("http://app")).isEqualTo("https://example.com");
		assertThat(of("http://app?a=b")).isEqualTo("https://example.com?a=b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.com", "//example.com", "ftp://example.com", "https://", "https:///path",
			"https://user@example.com", "https://example.com?a=b", "https://example.com#a", "https://exa mple.com" })
	void refusesWhatIsNoPublicUrlAndNamesIt(String publicUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.publicUrl(publicUrl))
			.withMessageContaining("'" + publicUrl + "'")
			.withMessageContaining("https://example.com");
	}

	@Test
	void keepsListedQueryParametersAsTheyAre() {
		this.settings.queryParameters(List.of("q", "utm_source"));
		assertThat(of(URL)).isEqualTo("http://app:8080/shop/a%20b?q=x%26y&utm_source=mail");
	}

	@Test
	void comparesDecodedNames() {
		this.settings.queryParameters(List.of("a b", "ü", "c"));
		assertThat(of("http://app/?a+b=1&a%20b=2&%C3%BC=3&%63=4&c%=5&d=6"))
			.isEqualTo("http://app/?a+b=1&a%20b=2&%C3%BC=3&%63=4");
	}

	@Test
	void keepsListedNamesWithoutValueAndSeveralValues() {
		this.settings.queryParameters(List.of("a"));
		assertThat(of("http://app/?a&b&a=&&a=1=2")).isEqualTo("http://app/?a&a=&a=1=2");
	}

	@Test
	void keepsNoQueryWithoutNames() {
		this.settings.queryParameters(List.of());
		assertThat(of(URL)).isEqualTo("http://app:8080/shop/a%20b");
		assertThat(of("http://app/")).isEqualTo("http://app/");
	}

	@Test
	void hasNoSession() {
		assertThat(of("http://app/a;jsessionid=A1/b;x=1;JSESSIONID=B2;y?q=1;2"))
			.isEqualTo("http://app/a/b;x=1;y?q=1;2");
		assertThat(of("http://app/a;jsessionid=A1?q")).isEqualTo("http://app/a?q");
	}

	@Test
	void isCutWithThePublicUrl() {
		this.settings.publicUrl("https://example.com");
		assertThat(of("http://a/" + "x".repeat(3000))).isEqualTo("https://example.com/" + "x".repeat(1980));
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/a/b?c=d/e, /a/b", "https://example.com/a#b, /a", "https://example.com, /",
			"https://example.com?a, /", "/a?b, /a" })
	void tellsThePath(String url, String path) {
		assertThat(PageUrl.pathOf(url)).isEqualTo(path);
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/shop/login?a=/login, /login, /shop", "https://example.com/login, /login, ''",
			"https://example.com/, /, ''", "https://example.com, /, ''", "https://example.com/shop/, /, /shop",
			"https://example.com/shop, /, /shop", "https://example.com/shop, '', /shop",
			"https://example.com/shop/login, /login;jsessionid=A1, /shop", "https://example.com/else, /login, ''" })
	void tellsWhatStandsBeforeThePathsOfTheApplication(String url, String asked, String basePath) {
		FakeExchange exchange = new FakeExchange() {

			@Override
			public PathContainer path() {
				return PathContainer.parsePath(asked);
			}

		};
		assertThat(PageUrl.basePath(url, exchange)).isEqualTo(basePath);
	}

	@ParameterizedTest
	@CsvSource({ "/shop, /shop/teas, /teas", "/shop, /shop/, /", "/shop, /shop, /", "/shop, /shopping, /shopping",
			"/shop, /teas, /teas", "'', /teas, /teas", "'', /, /", "/, /teas, /teas" })
	void tellsThePathWithinTheApplication(String basePath, String path, String within) {
		assertThat(PageUrl.within(basePath, path)).isEqualTo(within);
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/a, example.com", "https://example.com:8443/list?filter[0]=x:y, example.com",
			"https://example.com/a:b?c=[], example.com", "http://[::1]:8080/a[0], [::1]", "http://[::1]/a, [::1]",
			"https://example.com, example.com", "example.com/a, ''" })
	void tellsTheHost(String url, String host) {
		assertThat(PageUrl.hostOf(url)).isEqualTo(host);
	}

	private String of(String url) {
		return this.settings.build().pageUrl().of(url, this.exchange, this.peer);
	}

}
