package io.pirsch.autoconfigure;

import java.util.List;

import io.pirsch.web.WebSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the defaults of {@link PirschProperties.Web} are those of
 * {@link WebSettings}.
 */
class WebDefaultsTests {

	@Test
	void propertiesThatAreNotSetAreTheDefaultsOfTheSettings() {
		assertThat(settings(new MockEnvironment())).usingRecursiveComparison()
			.isEqualTo(WebSettings.builder().exclude(ToolPaths.of(new StaticApplicationContext())).build());
		assertThat(settings(new MockEnvironment().withProperty("pirsch.web.client-ip-headers", "X-Real-IP")))
			.usingRecursiveComparison()
			.isNotEqualTo(WebSettings.builder().exclude(ToolPaths.of(new StaticApplicationContext())).build());
	}

	@Test
	void noHeadersAreBelievedWhereNoneAreNamed() {
		assertThat(settings(new MockEnvironment().withProperty("pirsch.web.client-ip-headers", "")))
			.usingRecursiveComparison()
			.isEqualTo(WebSettings.builder()
				.clientIpHeaders(List.of())
				.exclude(ToolPaths.of(new StaticApplicationContext()))
				.build());
	}

	private static WebSettings settings(MockEnvironment environment) {
		PirschProperties properties = Binder.get(environment).bindOrCreate("pirsch", PirschProperties.class);
		return new PirschWebConfiguration().pirschWebSettings(properties,
				new StaticApplicationContext().getBeanProvider(PirschBrowserProperties.class),
				new StaticApplicationContext());
	}

}
