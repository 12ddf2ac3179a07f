package io.pirsch.autoconfigure.test;

import io.pirsch.autoconfigure.PirschAutoConfiguration;
import io.pirsch.client.PirschClient;
import io.pirsch.tracking.test.RecordingPirschTracker;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link AutoConfigurePirschTest}.
 */
@AutoConfiguration(before = PirschAutoConfiguration.class)
final class PirschTestAutoConfiguration {

	private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";

	/** Reserved for examples (RFC 5737). */
	private static final String ADDRESS = "192.0.2.1";

	@Bean
	@Primary
	RecordingPirschTracker recordingPirschTracker() {
		return new RecordingPirschTracker();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClient.class)
	static class ClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		PirschClient pirschClient() {
			return PirschClient.disabled();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MockMvcBuilderCustomizer.class)
	static class MockMvcConfiguration {

		@Bean
		MockMvcBuilderCustomizer pirschMockMvcBuilderCustomizer() {
			return (builder) -> builder.apply(new MockMvcConfigurer() {

				@Override
				public RequestPostProcessor beforeMockMvcCreated(ConfigurableMockMvcBuilder<?> builder,
						WebApplicationContext context) {
					return MockMvcConfiguration::fromABrowser;
				}

			});
		}

		private static MockHttpServletRequest fromABrowser(MockHttpServletRequest request) {
			if (request.getHeader(HttpHeaders.USER_AGENT) == null) {
				request.addHeader(HttpHeaders.USER_AGENT, USER_AGENT);
			}
			return request;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebTestClientBuilderCustomizer.class, WebTestClient.class, ClientRequest.class })
	static class WebTestClientConfiguration {

		@Bean
		WebTestClientBuilderCustomizer pirschWebTestClientBuilderCustomizer() {
			return (builder) -> builder.filter((request, next) -> next.exchange(fromABrowser(request)));
		}

		private static ClientRequest fromABrowser(ClientRequest request) {
			return ClientRequest.from(request).headers((headers) -> {
				if (!headers.containsHeader(HttpHeaders.USER_AGENT)) {
					headers.set(HttpHeaders.USER_AGENT, USER_AGENT);
				}
				// A request that reaches the handlers without a server has no host
				if (request.url().getHost() == null && !headers.containsHeader("X-Forwarded-For")) {
					headers.set("X-Forwarded-For", ADDRESS);
				}
			}).build();
		}

	}

}
