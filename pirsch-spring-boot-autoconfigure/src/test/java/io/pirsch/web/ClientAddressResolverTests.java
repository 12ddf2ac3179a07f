package io.pirsch.web;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ClientAddressResolver}.
 */
class ClientAddressResolverTests {

	private static final String PROXY = "10.0.0.1";

	private WebSettings.Builder settings = WebSettings.builder();

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "2001:db8:0:0:0:0:0:1, 2001:db8::1", "[2001:db8::1], 2001:db8::1",
			"fe80:0:0:0:0:0:0:1%2, fe80::1", "::ffff:203.0.113.7, 203.0.113.7", "127.0.0.1, 127.0.0.1" })
	void takesThePeerWithoutHeaders(String peer, String expected) {
		assertThat(ip(new FakeExchange().from(peer))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "unknown", "0.0.0.0", "::" })
	void knowsNoAddressOfAPeerThatHasNone(String peer) {
		assertThat(resolve(new FakeExchange().from(peer).header("X-Forwarded-For", "203.0.113.7"))).isNull();
	}

	@ParameterizedTest
	@NullAndEmptySource
	void believesHeadersThatComeOverASocketWithoutAddresses(@Nullable String peer) {
		assertThat(ip(new FakeExchange().from(peer).header("X-Forwarded-For", "203.0.113.7"))).isEqualTo("203.0.113.7");
		assertThat(resolve(new FakeExchange().from(peer))).isNull();
	}

	@Test
	void trustsNeighboursBesideOthers() {
		this.settings.trustedProxies(List.of("198.51.100.0/24", " Private "));
		assertThat(ip(new FakeExchange().from("198.51.100.1").header("X-Forwarded-For", "203.0.113.7, 10.0.0.1")))
			.isEqualTo("203.0.113.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CF-Connecting-IP", "True-Client-IP", "X-Forwarded-For", "X-Real-IP" })
	void believesHeadersOfATrustedProxyOnly(String header) {
		assertThat(ip(new FakeExchange().from(PROXY).header(header, "203.0.113.7"))).isEqualTo("203.0.113.7");
		assertThat(ip(new FakeExchange().from("198.51.100.1").header(header, "203.0.113.7"))).isEqualTo("198.51.100.1");
	}

	@Test
	void believesForwardedOfATrustedProxyOnly() {
		assertThat(ip(new FakeExchange().from(PROXY).header("Forwarded", "for=203.0.113.7"))).isEqualTo("203.0.113.7");
		assertThat(ip(new FakeExchange().from("198.51.100.1").header("Forwarded", "for=203.0.113.7")))
			.isEqualTo("198.51.100.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "100.64.0.1", "169.254.1.1", "::1",
			"fd00::1", "fe80::1%eth0", "::ffff:10.0.0.1" })
	void trustsNeighboursByDefault(String peer) {
		assertThat(ip(new FakeExchange().from(peer).header("X-Forwarded-For", "203.0.113.7"))).isEqualTo("203.0.113.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9.255.255.255", "172.32.0.1", "192.169.0.1", "100.128.0.1", "169.253.1.1", "2001:db8::9",
			"fec0::1" })
	void trustsNobodyElseByDefault(String peer) {
		assertThat(ip(new FakeExchange().from(peer).header("X-Forwarded-For", "203.0.113.7"))).isEqualTo(peer);
	}

	@Test
	void trustsOnlyTheProxiesThatAreSet() {
		this.settings.trustedProxies(List.of("198.51.100.0/24"));
		assertThat(ip(new FakeExchange().from("198.51.100.1").header("X-Real-IP", "203.0.113.7")))
			.isEqualTo("203.0.113.7");
		assertThat(ip(new FakeExchange().from(PROXY).header("X-Real-IP", "203.0.113.7"))).isEqualTo(PROXY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "203.0.113.7 | 203.0.113.7", "6.6.6.6, 203.0.113.7 | 203.0.113.7",
					"6.6.6.6, 203.0.113.7, 10.0.0.2, 10.0.0.3 | 203.0.113.7", "203.0.113.7:4711 | 203.0.113.7",
					"203.0.113.7, | 203.0.113.7", "203.0.113.7,, 10.0.0.2 | 203.0.113.7", "2001:DB8::1 | 2001:db8::1",
					"[2001:db8::1]:80, fd00::1 | 2001:db8::1", "10.0.0.9, 10.0.0.8 | 10.0.0.9" })
	void walksXForwardedForFromTheRightPastTrustedAddresses(String value, String expected) {
		assertThat(ip(new FakeExchange().from(PROXY).header("X-Forwarded-For", value))).isEqualTo(expected);
	}

	@Test
	void readsSeveralLinesAsOneList() {
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7", "10.0.0.2", "10.0.0.3");
		assertThat(ip(exchange)).isEqualTo("203.0.113.7");
		FakeExchange rfc7239 = new FakeExchange().from(PROXY)
			.header("Forwarded", "for=6.6.6.6, for=203.0.113.7", "for=10.0.0.2");
		assertThat(ip(rfc7239)).isEqualTo("203.0.113.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.7, unknown", "203.0.113.7, _hidden, 10.0.0.2", "203.0.113.7, example.com",
			"203.0.113.7, 0.0.0.0", "203.0.113.7, ::, 10.0.0.2", "unknown, 10.0.0.2" })
	void takesNothingFromBeyondAnEntryThatIsNoAddress(String value) {
		assertThat(ip(new FakeExchange().from(PROXY).header("X-Forwarded-For", value))).isEqualTo(PROXY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "for=203.0.113.7;proto=https | 203.0.113.7", "For=\"203.0.113.7:4711\" | 203.0.113.7",
					"for=\"[2001:db8::1]:4711\", for=10.0.0.2 | 2001:db8::1",
					"for=6.6.6.6, for=203.0.113.7 | 203.0.113.7", "for=10.0.0.9, for=10.0.0.8 | 10.0.0.9",
					"for=203.0.113.7, for=_hidden | 10.0.0.1", "for=203.0.113.7, for=unknown | 10.0.0.1",
					"for=203.0.113.7, proto=https | 10.0.0.1", "for=203.0.113.7, for=\"10.0.0.2 | 10.0.0.1" })
	void walksForwardedFromTheRightPastTrustedAddresses(String value, String expected) {
		assertThat(ip(new FakeExchange().from(PROXY).header("Forwarded", value))).isEqualTo(expected);
	}

	@Test
	void asksTheNextHeaderIfOneTellsNothing() {
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("CF-Connecting-IP", "unknown")
			.header("X-Forwarded-For", "203.0.113.7, _hidden")
			.header("X-Real-IP", "198.51.100.9");
		assertThat(ip(exchange)).isEqualTo("198.51.100.9");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "X-Forwarded-For | 203.0.113.9, 10.0.0.2 | 1", "X-Forwarded-For | 203.0.113.9 | 0",
					"X-Forwarded-For | 203.0.113.9, unknown, 10.0.0.2 | 1", "X-Forwarded-For | , | 0",
					"Forwarded | for=203.0.113.9, for=10.0.0.3, for=10.0.0.2 | 2", "X-Other | 10.0.0.3, 10.0.0.2 | 0" })
	void countsTheProxiesByTheHeaderToWhichEachAddsItself(String header, String value, int hops) {
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("CF-Connecting-IP", "203.0.113.7")
			.header(header, value);
		assertThat(resolve(exchange)).extracting("ip", "hops").containsExactly("203.0.113.7", hops);
		exchange.without("CF-Connecting-IP").header("X-Real-IP", "203.0.113.7");
		this.settings.clientIpHeaders(List.of("X-Real-IP", "X-Forwarded-For", "Forwarded"));
		assertThat(resolve(exchange)).extracting("ip", "hops").containsExactly("203.0.113.7", hops);
	}

	@Test
	void countsTheProxiesByTheHeaderThatTellsTheVisitorIfItCan() {
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("X-Forwarded-For", "203.0.113.7, unknown")
			.header("Forwarded", "for=203.0.113.8, for=10.0.0.2");
		assertThat(resolve(exchange)).extracting("ip", "hops").containsExactly("203.0.113.8", 1);
		this.settings.clientIpHeaders(List.of("X-All"));
		exchange.header("X-All", "203.0.113.9, 10.0.0.3, 10.0.0.2");
		assertThat(resolve(exchange)).extracting("ip", "hops").containsExactly("203.0.113.9", 2);
	}

	@Test
	void asksHeadersInTheDefaultOrder() {
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("CF-Connecting-IP", "203.0.113.1")
			.header("True-Client-IP", "203.0.113.2")
			.header("X-Forwarded-For", "203.0.113.3")
			.header("Forwarded", "for=203.0.113.4")
			.header("X-Real-IP", "203.0.113.5");
		assertThat(ip(exchange)).isEqualTo("203.0.113.1");
		assertThat(ip(exchange.without("CF-Connecting-IP"))).isEqualTo("203.0.113.2");
		assertThat(ip(exchange.without("True-Client-IP"))).isEqualTo("203.0.113.3");
		assertThat(ip(exchange.without("X-Forwarded-For"))).isEqualTo("203.0.113.4");
		assertThat(ip(exchange.without("Forwarded"))).isEqualTo("203.0.113.5");
	}

	@Test
	void asksOnlyTheHeadersThatAreSetInTheirOrder() {
		this.settings.clientIpHeaders(List.of("fly-client-ip", "x-real-ip"));
		FakeExchange exchange = new FakeExchange().from(PROXY)
			.header("X-Forwarded-For", "203.0.113.1")
			.header("X-Real-IP", "203.0.113.2")
			.header("Fly-Client-IP", "203.0.113.3");
		assertThat(ip(exchange)).isEqualTo("203.0.113.3");
		assertThat(ip(exchange.without("Fly-Client-IP"))).isEqualTo("203.0.113.2");
		assertThat(ip(exchange.without("X-Real-IP"))).isEqualTo(PROXY);
	}

	@Test
	void readsForwardedByItsSyntaxHoweverItsNameIsWritten() {
		this.settings.clientIpHeaders(List.of("forwarded"));
		assertThat(ip(new FakeExchange().from(PROXY).header("Forwarded", "for=203.0.113.7"))).isEqualTo("203.0.113.7");
	}

	@Test
	void passesRawHeadersOfATrustedProxyOn() {
		assertThat(resolve(withRawHeaders(PROXY))).isEqualTo(new ClientAddress("203.0.113.1", 0, "203.0.113.1",
				"203.0.113.2, 203.0.113.3", "for=203.0.113.4", "203.0.113.5"));
	}

	@Test
	void passesNoRawHeadersOfOthersOn() {
		assertThat(resolve(withRawHeaders("198.51.100.1")))
			.isEqualTo(new ClientAddress("198.51.100.1", -1, null, null, null, null));
	}

	@Test
	void passesOnlyRawHeadersOnThatAreSet() {
		this.settings.clientIpHeaders(List.of("x-real-ip"));
		assertThat(resolve(withRawHeaders(PROXY)))
			.isEqualTo(new ClientAddress("203.0.113.5", 0, null, null, null, "203.0.113.5"));
	}

	@Test
	void cutsRawHeaders() {
		ClientAddress address = resolve(new FakeExchange().from(PROXY)
			.header("CF-Connecting-IP", "1".repeat(1000))
			.header("X-Forwarded-For", "2".repeat(1000))
			.header("Forwarded", "3".repeat(1000))
			.header("X-Real-IP", "4".repeat(1000)));
		assertThat(address).isEqualTo(new ClientAddress(PROXY, 0, "1".repeat(Cut.ADDRESS), "2".repeat(Cut.ADDRESSES),
				"3".repeat(Cut.ADDRESSES), "4".repeat(Cut.ADDRESS)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X Real", "X-Real-IP:", "X-Real-IP, Forwarded", "Ünicode" })
	void refusesWhatIsNoHeaderNameAndNamesIt(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.clientIpHeaders(List.of(name)))
			.withMessageContaining("'" + name + "'")
			.withMessageContaining("X-Forwarded-For");
	}

	private static FakeExchange withRawHeaders(String peer) {
		return new FakeExchange().from(peer)
			.header("CF-Connecting-IP", "203.0.113.1")
			.header("X-Forwarded-For", "203.0.113.2", "203.0.113.3")
			.header("Forwarded", "for=203.0.113.4")
			.header("X-Real-IP", "203.0.113.5");
	}

	private String ip(FakeExchange exchange) {
		return Objects.requireNonNull(resolve(exchange)).ip();
	}

	private @Nullable ClientAddress resolve(FakeExchange exchange) {
		return this.settings.build().clientAddress().resolve(exchange);
	}

}
