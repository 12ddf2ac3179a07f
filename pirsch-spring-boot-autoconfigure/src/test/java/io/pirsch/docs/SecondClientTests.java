package io.pirsch.docs;

import io.pirsch.autoconfigure.PirschAutoConfiguration;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that reads, beside the configured one, which sends.
 */
class SecondClientTests {

	@Test
	void theConfiguredClientStaysTheOneThatSends() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class))
			.withUserConfiguration(SecondClient.class)
			.withPropertyValues("pirsch.access-key=pa_test", "statistics.client-id=id",
					"statistics.client-secret=secret")
			.run((context) -> {
				assertThat(context.getBean(PirschClient.class)).isSameAs(context.getBean("pirschClient"))
					.isNotSameAs(context.getBean("statisticsClient"));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class SecondClient {

		@Bean(defaultCandidate = false)
		@Qualifier("statistics")
		PirschClient statisticsClient(@Value("${statistics.client-id}") String id,
				@Value("${statistics.client-secret}") String secret) {
			return PirschClient.builder(PirschCredentials.oauthClient(id, secret)).build();
		}

	}

}
