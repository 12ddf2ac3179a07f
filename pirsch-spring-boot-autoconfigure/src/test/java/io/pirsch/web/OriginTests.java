package io.pirsch.web;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Origin}.
 */
class OriginTests {

	@ParameterizedTest
	@CsvSource({ "https, https", "HTTPS, https", "Http, http", "ftp,", "'',", "'https ',", "," })
	void readsASchemeOfTheWeb(@Nullable String proto, @Nullable String scheme) {
		assertThat(Origin.of(proto, null, null).scheme()).isEqualTo(scheme);
	}

	@ParameterizedTest
	@CsvSource({ "example.com, example.com,", "example.com:8443, example.com, 8443", "09.az.AZ:1, 09.az.AZ, 1",
			"a_b-c:65535, a_b-c, 65535", "203.0.113.7:80, 203.0.113.7, 80", "[2001:db8::1], [2001:db8::1],",
			"[2001:db8::1]:8443, [2001:db8::1], 8443", "[::ffff:203.0.113.7], [::ffff:203.0.113.7]," })
	void readsHostAndPort(String authority, String host, @Nullable String port) {
		assertThat(Origin.of(null, authority, null)).isEqualTo(new Origin(null, host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":80", "a/b", "a:b", "a@b", "a[b", "a`b", "a{b", "a b", "ä.example", "example.com:",
			"example.com:0", "example.com:65536", "example.com:123456", "example.com:8a", "example.com:8/",
			"example.com:8:9", "[]", "[a]", "[203.0.113.7]", "[2001:db8::1", "[2001:db8::1]x", "[fe80::1%eth0]",
			"[::1]:x", "[2001:db8::g]", "2001:db8::1" })
	void whatIsNoHostSaysNothing(String authority) {
		assertThat(Origin.of(null, authority, null)).isEqualTo(Origin.NONE);
	}

	@Test
	void aHostHasTheLengthOfADomainNameAtMost() {
		assertThat(Origin.of(null, "a".repeat(255), null).host()).hasSize(255);
		assertThat(Origin.of(null, "a".repeat(256), null)).isEqualTo(Origin.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "443, 443", "65536, 8080", "'', 8080", "x, 8080", ", 8080" })
	void aPortOfItsOwnIsRatherBelievedThanThatOfTheHost(@Nullable String port, String expected) {
		assertThat(Origin.of(null, "example.com:8080", port).port()).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource
	void isPutIntoAUrl(Origin origin, String prefix, String url, String expected) {
		assertThat(origin.in(url, prefix)).isEqualTo(expected);
	}

	static Stream<Object[]> isPutIntoAUrl() {
		Origin https = new Origin("https", null, null);
		Origin http = new Origin("http", null, null);
		Origin host = new Origin(null, "example.com", null);
		Origin port = new Origin(null, null, "8443");
		Origin all = new Origin("https", "example.com", "8443");
		return Stream.of(row(https, "", "http://app/a?b#c", "https://app/a?b#c"),
				row(https, "", "https://app/a", "https://app/a"), row(https, "", "http://app:8080/a", "https://app/a"),
				row(https, "", "https://app:8443/a", "https://app/a"),
				row(https, "", "https://[::1]:8443/a", "https://[::1]/a"),
				row(http, "", "https://app/a", "http://app/a"), row(http, "", "http://app/a", "http://app/a"),
				row(host, "", "http://app:8080/a", "http://example.com/a"),
				row(port, "", "https://app/a", "https://app:8443/a"),
				row(port, "", "https://app:1/a", "https://app:8443/a"),
				row(port, "", "http://[::1]:1/a", "http://[::1]:8443/a"),
				row(all, "", "http://app:8080", "https://example.com:8443"),
				row(new Origin("https", "example.com", "443"), "", "http://app/", "https://example.com/"),
				row(new Origin("http", "example.com", "80"), "", "http://app/", "http://example.com/"),
				row(new Origin("http", "example.com", "443"), "", "http://app/", "http://example.com:443/"),
				row(Origin.NONE, "/shop", "http://app:8080/a", "http://app:8080/shop/a"),
				row(Origin.NONE, "/shop", "http://app/shop/a", "http://app/shop/a"),
				row(Origin.NONE, "/shop", "http://app/shop", "http://app/shop"),
				row(Origin.NONE, "/shop", "http://app/shop?a", "http://app/shop?a"),
				row(Origin.NONE, "/shop", "http://app/shopping", "http://app/shop/shopping"),
				row(all, "/shop", "/a", "/a"));
	}

	private static Object[] row(Origin origin, String prefix, String url, String expected) {
		return new Object[] { origin, prefix, url, expected };
	}

}
