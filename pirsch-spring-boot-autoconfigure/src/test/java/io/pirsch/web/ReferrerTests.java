package io.pirsch.web;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Referrer}.
 */
class ReferrerTests {

	@Test
	void isTheHeader() {
		assertThat(Referrer.of("https://a.example/b", "https://example.com/?ref=other"))
			.isEqualTo("https://a.example/b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://a.example/reset?token=secret", "https://a.example/reset#token=secret" })
	void hasNoQueryAndNoFragment(String header) {
		assertThat(Referrer.of(header, "https://example.com/")).isEqualTo("https://a.example/reset");
	}

	@Test
	void hasNoSessionWhateverItsName() {
		assertThat(Referrer.of("https://a.example/b;jsessionid=A1;x=1?c", "https://example.com/"))
			.isEqualTo("https://a.example/b");
		assertThat(Referrer.of("https://a.example/b;SID=A1/c?d;e", "https://example.com/"))
			.isEqualTo("https://a.example/b/c");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "?a" })
	void isAParameterWithoutHeader(@Nullable String header) {
		assertThat(Referrer.of(header, "https://example.com/?ref=newsletter")).isEqualTo("newsletter");
	}

	@ParameterizedTest
	@CsvSource({ "ref=1&referer=2&referrer=3&source=4&utm_source=5, 1", "utm_source=5&source=4&referrer=3&referer=2, 2",
			"utm_source=5&source=4&referrer=3, 3", "utm_source=5&source=4, 4", "utm_source=5, 5", "ref=&source=4, 4",
			"ref=%20&source=4, 4", "ref&source=4, 4", "xref=1&source=4, 4", "ref=1&ref=2, 1" })
	void isTheFirstParameterThatHasAValue(String query, String expected) {
		assertThat(Referrer.of(null, "https://example.com/?" + query)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "a%20b+c, a b c", "M%C3%BCller, Müller", "100%, 100%", "100%zz, 100%zz", "%4, %4", "a%2Fb, a/b",
			"C%23, C#", "a;b, a;b", "https%3A%2F%2Fa.example%2Fcart%3BSID%3DA1%2Fb%3Bx?c, https://a.example/cart/b",
			"https%3A%2F%2Fa.example%2Fb%3Ftoken%3D1, https://a.example/b" })
	void decodesAParameter(String value, String expected) {
		assertThat(Referrer.of(null, "https://example.com/?ref=" + value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com/", "https://example.com/?", "https://example.com/?a=b",
			"https://example.com/?a=b#?ref=c", "https://example.com/#?ref=c" })
	void isNothingWithoutHeaderAndParameter(String url) {
		assertThat(Referrer.of(null, url)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://example.com/a?b, https://example.com/a", "https://EXAMPLE.com, https://EXAMPLE.com",
			"http://example.com/a, http://example.com/a", "https://example.com:8443/a, https://example.com:8443/a",
			"https://inside.example/a, https://inside.example/a",
			"https://example.com/a;SID=1/b;x=2, https://example.com/a/b", "https://example.com.evil/a,",
			"https://other.example/example.com,", "example.com/a,", "'',", "," })
	void knowsAPageOfTheSameSite(@Nullable String header, @Nullable String page) {
		assertThat(Referrer.ownPage(header, "https://example.com/page", "http://inside.example:8080/page"))
			.isEqualTo(page);
	}

	@Test
	void isCut() {
		assertThat(Referrer.of("https://a.example/" + "x".repeat(300), "")).hasSize(200);
		assertThat(Referrer.of(null, "https://example.com/?ref=" + "x".repeat(300))).hasSize(200);
	}

}
