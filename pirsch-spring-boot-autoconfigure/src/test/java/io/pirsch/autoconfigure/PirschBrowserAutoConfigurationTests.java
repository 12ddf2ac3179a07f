package io.pirsch.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.BrowserViews;
import io.pirsch.web.WebExchange;
import io.pirsch.web.WebSettings;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.BrowserScript;
import io.pirsch.web.reactive.PirschBrowserWebFilter;
import io.pirsch.web.servlet.PirschBrowserFilter;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PirschReactiveBrowserAutoConfiguration} and
 * {@link PirschServletBrowserAutoConfiguration}.
 */
class PirschBrowserAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(PirschAutoConfiguration.class,
			PirschReactiveWebAutoConfiguration.class, PirschServletWebAutoConfiguration.class,
			PirschReactiveBrowserAutoConfiguration.class, PirschServletBrowserAutoConfiguration.class);

	private static final String[] ENABLED = { "pirsch.access-key=pa_test", "pirsch.browser.enabled=true",
			"spring.reactor.netty.shutdown-quiet-period=10ms" };

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(ENABLED);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(ENABLED);

	@Test
	void isOffByDefault() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.access-key=pa_test")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BrowserEndpoint.class));
		this.reactive.withPropertyValues("pirsch.browser.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BrowserEndpoint.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "on", "flase" })
	void whatIsNeitherTrueNorFalseFailsTheStart(String enabled) {
		this.reactive.withPropertyValues("pirsch.browser.enabled=" + enabled)
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("'pirsch.browser.enabled' is not valid: it must be 'true' or 'false' but is '%s'"
					.formatted(enabled)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true ", " true" })
	void theSwitchIsNotTakenWithBlanksAround(String enabled) {
		PropertySource<?> source = new MapPropertySource("file", Map.of("pirsch.browser.enabled", enabled));
		this.reactive.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("it must be 'true' or 'false' but is '%s'".formatted(enabled)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRUE", "False", "off", "0", "false ", "" })
	void theCaseOfTheSwitchDoesNotMatter(String enabled) {
		this.reactive.withPropertyValues("pirsch.browser.enabled=" + enabled)
			.run((context) -> assertThat(context.getBeanNamesForType(BrowserEndpoint.class))
				.hasSize(enabled.equals("TRUE") ? 1 : 0));
	}

	@Test
	void whatWasProcessedWithoutItCanNotBeSwitchedOn() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschAutoConfiguration.class, PirschServletWebAutoConfiguration.class))
			.withPropertyValues(ENABLED)
			.withSystemProperties("spring.aot.enabled=true")
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("was not when the application was processed ahead of time"));
	}

	@Test
	void theServletFilterIsRegisteredForItsPathsBeforeSpringSecurity() {
		this.servlet.withPropertyValues("pirsch.browser.path=/quiet").run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean("pirschBrowserFilter",
					FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(PirschBrowserFilter.class);
			assertThat(registration.getOrder()).isEqualTo(-110);
			assertThat(registration.getUrlPatterns()).containsExactly("/quiet/p.js", "/quiet/p");
			assertThat(context).doesNotHaveBean(PirschBrowserWebFilter.class);
		});
	}

	@Test
	void theReactiveFilterHasTheOrderThatIsSet() {
		this.reactive
			.run((context) -> assertThat(context.getBean(PirschBrowserWebFilter.class).getOrder()).isEqualTo(-110));
		this.reactive.withPropertyValues("pirsch.browser.order=7")
			.run((context) -> assertThat(context.getBean(PirschBrowserWebFilter.class).getOrder()).isEqualTo(7));
	}

	@Test
	void isNotThereWithoutJacksonWebServerOrTracker() {
		this.servlet.withBean(PirschClient.class, PirschClient::disabled)
			.withBean(PirschTracker.class, () -> mock(PirschTracker.class))
			.withClassLoader(new FilteredClassLoader("tools.jackson.databind.json"))
			.run((context) -> assertThat(context).doesNotHaveBean(BrowserEndpoint.class));
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BrowserEndpoint.class));
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PirschServletWebAutoConfiguration.class,
					PirschServletBrowserAutoConfiguration.class))
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BrowserEndpoint.class));
	}

	@Test
	void needsNoPageViewsFromTheServer() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschAutoConfiguration.class, PirschServletBrowserAutoConfiguration.class))
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasSingleBean(BrowserEndpoint.class));
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschAutoConfiguration.class, PirschReactiveBrowserAutoConfiguration.class))
			.withPropertyValues(ENABLED)
			.run((context) -> assertThat(context).hasSingleBean(BrowserEndpoint.class));
	}

	@Test
	void refusalsAreMeasuredWhereThereIsMicrometer() {
		this.servlet.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(BrowserMetrics.class).bindTo(registry);
			assertThat(registry.get("pirsch.browser.refused").tag("reason", "foreign-origin").functionCounter().count())
				.isZero();
			MockHttpServletRequest request = new MockHttpServletRequest("POST", "/pirsch/p");
			Filter filter = Objects
				.requireNonNull(context.getBean("pirschBrowserFilter", FilterRegistrationBean.class).getFilter());
			filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
			assertThat(registry.get("pirsch.browser.refused").tag("reason", "foreign-origin").functionCounter().count())
				.isOne();
		});
		this.reactive.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(BrowserEndpoint.class)
				.doesNotHaveBean(BrowserMetrics.class));
	}

	@Test
	void eachStackNeedsNoClassOfTheOther() {
		this.reactive.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PirschBrowserWebFilter.class));
		this.servlet
			.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive.config",
					"org.springframework.web.server", "org.springframework.boot.webflux", "reactor.netty.http.server"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("pirschBrowserFilter"));
	}

	@Test
	void theUsersOwnFilterIsUsedInstead() {
		PirschBrowserWebFilter own = mock(PirschBrowserWebFilter.class);
		this.reactive.withBean(PirschBrowserWebFilter.class, () -> own)
			.run((context) -> assertThat(context).getBean(PirschBrowserWebFilter.class).isSameAs(own));
	}

	@Test
	void settingsOfTheApplicationsOwnHoldForTheBrowsersHalfToo() {
		WebSettings all = WebSettings.builder()
			.contentTypes(List.of("application/xhtml+xml"))
			.browserViews(BrowserViews.ALL)
			.notFoundEvent(true)
			.optOutCookie("quiet")
			.build();
		this.servlet.withPropertyValues("pirsch.browser.page-views=none")
			.withBean(RecordingPirschTracker.class)
			.withBean(WebSettings.class, () -> all)
			.run(tells(all, "/page"));
		this.reactive.withPropertyValues("pirsch.browser.page-views=none")
			.withBean(RecordingPirschTracker.class)
			.withBean(WebSettings.class, () -> all)
			.run(tells(all, "/page"));
		WebSettings none = WebSettings.builder().build();
		this.servlet.withPropertyValues("pirsch.browser.page-views=all")
			.withBean(RecordingPirschTracker.class)
			.withBean(WebSettings.class, () -> none)
			.run(tells(none));
		this.reactive.withPropertyValues("pirsch.browser.page-views=all")
			.withBean(RecordingPirschTracker.class)
			.withBean(WebSettings.class, () -> none)
			.run(tells(none));
	}

	@Test
	void withoutPageViewsOfTheServerThereIsNothingToComplement() {
		WebSettings events = WebSettings.builder()
			.pageViews(false)
			.browserViews(BrowserViews.COMPLEMENT)
			.optOutCookie("disable_pirsch")
			.build();
		assertThat(events.browserViews()).isEqualTo(BrowserViews.NONE);
		this.servlet.withPropertyValues("pirsch.web.enabled=false")
			.withBean(RecordingPirschTracker.class)
			.run(tells(events));
	}

	/**
	 * Verifies that the script has these settings, and which pages count of which it
	 * tells.
	 */
	private static ContextConsumer<ApplicationContext> tells(WebSettings settings, String... paths) {
		return (context) -> {
			assertThat(context.getBean(BrowserScript.class).hash()).isEqualTo(new BrowserScript(settings).hash());
			WebExchange request = mock(WebExchange.class);
			given(request.method()).willReturn("POST");
			given(request.url()).willReturn("https://example.com/pirsch/p");
			given(request.path()).willReturn(PathContainer.parsePath("/pirsch/p"));
			given(request.remoteAddress()).willReturn("203.0.113.7");
			given(request.header("Sec-Fetch-Site")).willReturn("same-origin");
			given(request.header("User-Agent")).willReturn("Mozilla/5.0 (Test)");
			byte[] view = "{\"t\":\"view\",\"path\":\"/page\"}".getBytes(StandardCharsets.UTF_8);
			assertThat(context.getBean(BrowserEndpoint.class).accept(request, view).status()).isEqualTo(204);
			assertThat(context.getBean(RecordingPirschTracker.class).paths()).containsExactly(paths);
		};
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			path               | pirsch
			path               | /pirsch/
			path               | /pir*
			rate-limit         | 0
			queue-share        | 0
			queue-share        | 101
			max-message-size   | 10B
			max-message-size   | 10MB
			allowed-origins    | www.example.com
			allowed-origins    | https://www.example.com/path
			opt-out-cookie     | no;cookie
			""")
	void aValueThatCannotWorkIsNamed(String property, String value) {
		this.servlet.withPropertyValues("pirsch.browser." + property + "=" + value)
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("pirsch.browser." + property));
	}

}
