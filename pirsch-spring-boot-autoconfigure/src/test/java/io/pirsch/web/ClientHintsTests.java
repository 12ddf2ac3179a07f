package io.pirsch.web;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientHints}.
 */
class ClientHintsTests {

	private static final String ALL = "Sec-CH-UA, Sec-CH-UA-Mobile, Sec-CH-UA-Platform, Sec-CH-UA-Platform-Version, "
			+ "Sec-CH-Width, Sec-CH-Viewport-Width";

	@Test
	void asksForAll() {
		assertThat(ClientHints.addTo(List.of())).isEqualTo(ALL);
		assertThat(ClientHints.addTo(List.of(""))).isEqualTo(ALL);
	}

	@Test
	void keepsWhatIsThere() {
		assertThat(ClientHints.addTo(List.of("DPR, sec-ch-ua", "Sec-CH-Width")))
			.isEqualTo("DPR, sec-ch-ua, Sec-CH-Width, Sec-CH-UA-Mobile, Sec-CH-UA-Platform, "
					+ "Sec-CH-UA-Platform-Version, Sec-CH-Viewport-Width");
	}

	@Test
	void changesNothingIfAllIsThere() {
		assertThat(ClientHints.addTo(List.of("DPR", ALL))).isNull();
	}

}
