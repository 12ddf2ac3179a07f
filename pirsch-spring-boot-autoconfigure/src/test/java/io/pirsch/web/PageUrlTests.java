package io.pirsch.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PageUrl}.
 */
class PageUrlTests {

	private static final String URL = "http://app:8080/shop/a%20b?q=x%26y&token=secret&utm_source=mail";

	private final WebSettings.Builder settings = WebSettings.builder();

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

	private String of(String url) {
		return this.settings.build().pageUrl().of(url);
	}

}
