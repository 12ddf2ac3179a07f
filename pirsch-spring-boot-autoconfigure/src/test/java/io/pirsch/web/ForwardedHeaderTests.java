package io.pirsch.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedHeader}.
 */
class ForwardedHeaderTests {

	@Test
	void readsEachElement() {
		assertThat(nodes("for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=a.example"))
			.containsExactly("192.0.2.43", "198.51.100.17");
	}

	@Test
	void readsNamesInAnyCase() {
		assertThat(nodes("FOR=192.0.2.43,For=192.0.2.44")).containsExactly("192.0.2.43", "192.0.2.44");
	}

	@Test
	void readsQuotesAndEscapes() {
		assertThat(nodes("for=\"[2001:db8:cafe::17]:4711\", for=\"\\1\\92.0.2.43\""))
			.containsExactly("[2001:db8:cafe::17]:4711", "192.0.2.43");
	}

	@Test
	void readsCommasAndSemicolonsInQuotesAsText() {
		assertThat(nodes("host=\"a;for=6.6.6.6, for=6.6.6.6\";for=192.0.2.43")).containsExactly("192.0.2.43");
	}

	@Test
	void readsUnquotedBrackets() {
		assertThat(nodes("for=[2001:db8::1]:80")).containsExactly("[2001:db8::1]:80");
	}

	@Test
	void leavesOutEmptyElements() {
		assertThat(nodes(" , for=192.0.2.43 ;,,")).containsExactly("192.0.2.43");
	}

	@Test
	void keepsThePlaceOfAnElementThatTellsNobody() {
		assertThat(nodes("for=192.0.2.43, by=10.0.0.1;proto=https")).containsExactly("192.0.2.43", "");
	}

	@Test
	void believesNoneOfSeveralInOneElement() {
		assertThat(nodes("for=192.0.2.43;for=192.0.2.44")).containsExactly("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "for=1.1.1.1, for=\"2.2.2.2", "for=1.1.1.1, for=\"2.2.2.2\"x, for=3.3.3.3",
			"for=1.1.1.1, for=\"2.2.2.2\\", "for=1.1.1.1, for", "for=1.1.1.1, =2.2.2.2", "for=1.1.1.1, f or=2.2.2.2",
			"for=1.1.1.1, for=2.2.2.2 x=y" })
	void readsNothingBeyondAMalformedPlace(String line) {
		assertThat(nodes(line)).containsExactly("1.1.1.1", "");
	}

	private static List<String> nodes(String line) {
		return ForwardedHeader.elements(line)
			.stream()
			.map((element) -> (element.node() != null) ? element.node() : "")
			.toList();
	}

}
