package io.pirsch.web;

import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IpNetwork}.
 */
class IpNetworkTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.255.255", "10.1.2.3/8, 10.0.0.1", "172.16.0.0/12, 172.31.0.1",
			"192.0.2.1, 192.0.2.1", "192.0.2.1/32, 192.0.2.1", "0.0.0.0/0, 203.0.113.7", "10.0.0.0/8, ::ffff:10.1.1.1",
			"::ffff:10.0.0.0/104, 10.1.1.1", "fc00::/7, fd12:3456::1", "fe80::/10, febf::1",
			"2001:db8::1, 2001:DB8:0::1", "2001:db8:0:0:8000::/65, 2001:db8::8000:0:0:1", "::/0, 2001:db8::1",
			"' 10.0.0.0/8 ', 10.0.0.1" })
	void contains(String block, String address) {
		assertThat(IpNetwork.parse(block).contains(address(address))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 11.0.0.0", "172.16.0.0/12, 172.32.0.1", "192.0.2.1, 192.0.2.2", "fc00::/7, fe00::1",
			"2001:db8:0:0:8000::/65, 2001:db8::1", "0.0.0.0/0, 2001:db8::1", "::/0, 203.0.113.7",
			"::/90, 203.0.113.7" })
	void doesNotContain(String block, String address) {
		assertThat(IpNetwork.parse(block).contains(address(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8",
			"::/129", "::1/x", "10.0.0.1:80" })
	void refusesWhatIsNoBlockAndNamesIt(String block) {
		assertThatIllegalArgumentException().isThrownBy(() -> IpNetwork.parse(block))
			.withMessageContaining("'" + block + "'")
			.withMessageContaining("10.0.0.0/8");
	}

	private static IpAddress address(String text) {
		return Objects.requireNonNull(IpAddressReader.parse(text));
	}

}
