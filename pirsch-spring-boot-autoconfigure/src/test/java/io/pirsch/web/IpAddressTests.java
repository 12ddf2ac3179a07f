package io.pirsch.web;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IpAddress}.
 */
class IpAddressTests {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "0.0.0.1, 0.0.0.1", "255.255.255.255, 255.255.255.255",
			"203.0.113.7:4711, 203.0.113.7", "' 203.0.113.7\t', 203.0.113.7", "203.0.113.7:_hidden, 203.0.113.7",
			"2001:db8::1, 2001:db8::1", "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
			"2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1", "[2001:db8::1], 2001:db8::1",
			"[2001:db8::1]:443, 2001:db8::1", "fe80::1%eth0, fe80::1", "[fe80::1%25eth0]:80, fe80::1", "::1, ::1",
			"::, ::", "1::, 1::", "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0", "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
			"1:0:0:2:0:0:0:3, 1:0:0:2::3", "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
			"2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
			"::ffff:203.0.113.7, 203.0.113.7", "::ffff:cb00:7107, 203.0.113.7", "[::ffff:203.0.113.7]:80, 203.0.113.7",
			"64:ff9b::203.0.113.7, 64:ff9b::cb00:7107" })
	void readsAnAddressIntoItsOneForm(String text, String expected) {
		assertThat(IpAddressReader.parseNode(text, 0, text.length())).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "localhost", "example.com", "unknown", "_hidden", "_hidden:80", "1.2.3",
			"1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 5", "1.2.3.-4", "1.2.3.4:", "1.2.3.4:port", "1.2.3.4:123456",
			"1..2.3", "1.2.3.", "1.2.3.1000", "[1.2.3.4]", "[::1", "::1]", "[::1]x", "[::1]:", "1:2:3:4:5:6:7",
			"1:2:3:4:5:6:7:8:9", "1::2::3", ":::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "12345::", "::g", "::1.2.3",
			"::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4::5:6:7:8", "::\u0661" })
	void refusesWhatIsNoAddress(String text) {
		assertThat(IpAddressReader.parseNode(text, 0, text.length())).isNull();
	}

	@Test
	void readsFromTheMiddleOfAText() {
		String text = "2001:db8::1, 203.0.113.7:80 ,[2001:db8::2]";
		assertThat(IpAddressReader.parseNode(text, 0, 11)).hasToString("2001:db8::1");
		assertThat(IpAddressReader.parseNode(text, 12, 28)).hasToString("203.0.113.7");
		assertThat(IpAddressReader.parseNode(text, 29, text.length())).hasToString("2001:db8::2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "203.0.113.7:80", "[::1]", " 203.0.113.7" })
	void readsNothingAroundAPlainAddress(String text) {
		assertThat(IpAddressReader.parse(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "::", "::ffff:0.0.0.0" })
	void knowsUnspecifiedAddresses(String text) {
		assertThat(Objects.requireNonNull(IpAddressReader.parse(text)).isUnspecified()).isTrue();
	}

}
