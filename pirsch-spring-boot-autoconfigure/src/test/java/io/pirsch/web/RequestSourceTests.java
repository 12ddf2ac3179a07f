package io.pirsch.web;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestSource}.
 */
class RequestSourceTests {

	private final WebSettings settings = WebSettings.builder().build();

	@Test
	void aNetworkOfVersion6IsOneWhateverItsAddresses() {
		RequestSource one = source(new FakeExchange().from("2001:db8:1:2:3:4:5:6"));
		RequestSource other = source(new FakeExchange().from("2001:db8:1:2:ffff::1"));
		RequestSource another = source(new FakeExchange().from("2001:db8:1:3::1"));
		assertThat(one).isNotNull().isEqualTo(other).isNotEqualTo(another);
		assertThat(one).extracting(RequestSource::network).isEqualTo("2001:db8:1:2::/64");
	}

	@Test
	void anAddressOfVersion4StandsForItself() {
		assertThat(source(new FakeExchange())).isNotNull().extracting(RequestSource::network).isEqualTo("203.0.113.7");
	}

	@Test
	void withoutAnAddressThereIsNone() {
		assertThat(source(new FakeExchange().from("nobody"))).isNull();
	}

	@Test
	void theOriginIsWrittenAsBrowsersDo() {
		assertThat(RequestSource.originOf("HTTPS://Example.com:443/Path")).isEqualTo("https://example.com");
		assertThat(RequestSource.originOf("http://example.com:8080")).isEqualTo("http://example.com:8080");
		assertThat(RequestSource.originOf("http://example.com:80/")).isEqualTo("http://example.com");
	}

	private @Nullable RequestSource source(FakeExchange exchange) {
		return RequestSource.of(exchange, this.settings);
	}

}
