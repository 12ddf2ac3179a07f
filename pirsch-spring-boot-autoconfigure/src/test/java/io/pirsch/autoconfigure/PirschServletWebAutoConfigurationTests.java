package io.pirsch.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.PirschClient;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.servlet.PirschFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PirschServletWebAutoConfiguration} and
 * {@link PirschWebMvcAutoConfiguration}.
 */
class PirschServletWebAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(PirschAutoConfiguration.class,
			PirschReactiveWebAutoConfiguration.class, PirschServletWebAutoConfiguration.class,
			PirschWebFluxAutoConfiguration.class, PirschWebMvcAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues("pirsch.access-key=pa_test", "spring.reactor.netty.shutdown-quiet-period=10ms");

	@Test
	void registersTheFilterBeforeSpringSecurity() {
		this.contextRunner.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(PirschFilter.class);
			assertThat(registration.getOrder()).isLessThan(-100);
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.determineDispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.REQUEST,
					DispatcherType.ASYNC);
		});
	}

	@Test
	void theFilterHasTheOrderThatIsSet() {
		this.contextRunner.withPropertyValues("pirsch.web.order=42")
			.run((context) -> assertThat(context.getBean(FilterRegistrationBean.class).getOrder()).isEqualTo(42));
	}

	@Test
	void isNotThereInACommandLineApplication() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.access-key=pa_test")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PirschTracker.class)
				.doesNotHaveBean(FilterRegistrationBean.class)
				.doesNotHaveBean("pirschWebMvcConfigurer"));
	}

	@Test
	void isNotThereOnTheReactiveStack() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.access-key=pa_test")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FilterRegistrationBean.class)
				.doesNotHaveBean("pirschWebMvcConfigurer"));
	}

	@Test
	void theReactiveStackNeedsNoServletClass() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.access-key=pa_test")
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("pirschWebFilter")
				.hasBean("pirschWebFluxConfigurer"));
	}

	@Test
	void theServletStackNeedsNoClassOfAWebFluxServer() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive.config",
					"org.springframework.web.reactive.result", "org.springframework.web.server",
					"org.springframework.boot.webflux", "reactor.netty.http.server"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FilterRegistrationBean.class)
				.hasBean("pirschWebMvcConfigurer"));
	}

	@Test
	void servletsNeedNoSpringMvc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FilterRegistrationBean.class)
				.doesNotHaveBean("pirschWebMvcConfigurer"));
	}

	@Test
	void backsOffWithoutATracker() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PirschServletWebAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void theFilterIsThereWithoutPageViews() {
		this.contextRunner.withPropertyValues("pirsch.web.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(FilterRegistrationBean.class).hasSingleBean(PageViewRecorder.class);
			List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
			context.getBean(WebMvcConfigurer.class).addArgumentResolvers(resolvers);
			assertThat(resolvers).hasSize(1);
		});
	}

	@Test
	void whenDisabledTheFilterIsThereAndTheTrackerDoesNothing() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("pirsch.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(FilterRegistrationBean.class);
				assertThat(context.getBean(PirschTracker.class)).isSameAs(PirschTracker.noop());
			});
	}

	@Test
	void theFilterBacksOffForTheUsersOwn() {
		PirschFilter own = mock(PirschFilter.class);
		this.contextRunner.withBean(PirschFilter.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class)
				.getBean(Filter.class)
				.isSameAs(own));
	}

	@Test
	void aUsersTrackerIsEnoughWithoutWebClientAndTheOtherAutoConfiguration() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PirschServletWebAutoConfiguration.class, PirschWebMvcAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive",
					"org.springframework.boot.webclient", "org.springframework.boot.http.client"))
			.withBean(PirschTracker.class, () -> mock(PirschTracker.class))
			.run((context) -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
	}

	@Test
	void aUsersTrackerIsEnoughForTheFilter() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withBean(PirschClient.class, PirschClient::disabled)
			.withBean(PirschTracker.class, () -> mock(PirschTracker.class))
			.run((context) -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
	}

}
