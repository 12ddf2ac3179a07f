package io.pirsch.smoke;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import io.pirsch.local.LocalPirsch;
import io.pirsch.local.LocalPirschInitializer;
import io.pirsch.tracking.PirschTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a servlet application stays one, and that its own HTTP clients are not
 * switched to another library.
 */
@SpringBootTest(classes = ServletApplicationTests.ServletApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "local-pirsch.port=0", "pirsch.client-id=", "pirsch.client-secret=", "pirsch.access-key=" })
@ContextConfiguration(initializers = LocalPirschInitializer.class)
class ServletApplicationTests {

	@Test
	void isServedByAServletContainer(@Autowired ApplicationContext context) {
		assertThat(context.getClass().getSimpleName()).contains("ServletWebServer");
	}

	@Test
	void keepsItsHttpClient() {
		assertThat(ClientHttpRequestFactoryBuilder.detect()).isInstanceOf(JdkClientHttpRequestFactoryBuilder.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.netty.channel.Channel", "reactor.netty.http.client.HttpClient",
			"org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration" })
	void getsFromTheStarterNo(String className) {
		assertThat(ClassUtils.isPresent(className, null)).isFalse();
	}

	@Test
	void tellsPirsch(@Autowired PirschTracker tracker, @Autowired LocalPirsch local) {
		tracker.track(
				PageView.builder("https://tea.example/", Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
					.build());
		await().untilAsserted(() -> assertThat(local.totals().pageViews()).isEqualTo(1));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ServletApplication {

	}

}
