package io.pirsch.autoconfigure;

import java.util.Objects;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.reactive.PirschWebFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PirschReactiveWebAutoConfiguration}.
 */
class PirschReactiveWebAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(PirschAutoConfiguration.class,
			PirschReactiveWebAutoConfiguration.class, PirschWebFluxAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues("pirsch.access-key=pa_test", "spring.reactor.netty.shutdown-quiet-period=10ms");

	@Test
	void providesTheFilterBeforeSpringSecurity() {
		this.contextRunner.run((context) -> assertThat(context).getBean(PirschWebFilter.class)
			.satisfies((filter) -> assertThat(filter.getOrder()).isLessThan(-100)));
	}

	@Test
	void theFilterHasTheOrderThatIsSet() {
		this.contextRunner.withPropertyValues("pirsch.web.order=42")
			.run((context) -> assertThat(context.getBean(PirschWebFilter.class).getOrder()).isEqualTo(42));
	}

	@Test
	void isNotThereInACommandLineApplication() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.access-key=pa_test")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PirschTracker.class)
				.doesNotHaveBean(PirschWebFilter.class));
	}

	@Test
	void backsOffWithoutWebFlux() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebFluxConfigurer.class))
			.run((context) -> assertThat(context).doesNotHaveBean(WebFilter.class));
	}

	@Test
	void backsOffWithoutATracker() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PirschReactiveWebAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebFilter.class));
	}

	@Test
	void theFilterIsThereWithoutPageViews() {
		this.contextRunner.withPropertyValues("pirsch.web.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(PirschWebFilter.class)
				.hasSingleBean(PageViewRecorder.class)
				.hasBean("pirschWebFluxConfigurer"));
	}

	@Test
	void whenDisabledTheFilterIsThereAndTheTrackerDoesNothing() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(PirschWebFilter.class);
				assertThat(context.getBean(PirschTracker.class)).isSameAs(PirschTracker.noop());
			});
	}

	@Test
	void theFilterBacksOffForTheUsersOwn() {
		PirschWebFilter own = mock(PirschWebFilter.class);
		this.contextRunner.withBean(PirschWebFilter.class, () -> own)
			.run((context) -> assertThat(context).getBean(PirschWebFilter.class).isSameAs(own));
	}

	@Test
	void theRulesBackOffForTheUsersOwn() {
		PageViewRules own = (exchange) -> PageViewRules.Verdict.NOTHING;
		this.contextRunner.withBean(PageViewRules.class, () -> own)
			.run((context) -> assertThat(context).getBean(PageViewRules.class).isSameAs(own));
	}

	@Test
	void aUsersTrackerIsEnoughForTheFilter() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withBean(PirschClient.class, PirschClient::disabled)
			.withBean(PirschTracker.class, () -> mock(PirschTracker.class))
			.run((context) -> assertThat(context).hasSingleBean(PirschWebFilter.class));
	}

	@Test
	void aUsersTrackerIsEnoughWithoutWebClientAndTheOtherAutoConfiguration() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PirschReactiveWebAutoConfiguration.class,
					PirschWebFluxAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive.function.client",
					"org.springframework.boot.webclient", "org.springframework.boot.http.client"))
			.withBean(PirschTracker.class, () -> mock(PirschTracker.class))
			.run((context) -> assertThat(context).hasSingleBean(PirschWebFilter.class));
	}

	@ParameterizedTest
	@CsvSource({ "include, /{broken", "exclude, /{broken", "content-types, text", "trusted-proxies, 10.0.0.0/99",
			"client-ip-headers, X Real IP", "public-url, example.com" })
	void aMalformedValueFailsTheStartAndIsNamed(String property, String value) {
		this.contextRunner.withPropertyValues("pirsch.web.%s=%s".formatted(property, value)).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(FailureAnalysisText.of(Objects.requireNonNull(context.getStartupFailure())))
				.contains("The value of 'pirsch.web.%s' is not valid".formatted(property))
				.contains("Correct");
		});
	}

}
