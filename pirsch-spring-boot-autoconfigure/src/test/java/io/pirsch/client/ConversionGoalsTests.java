package io.pirsch.client;

import java.net.URI;
import java.time.Duration;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.pirsch.client.ConversionGoals.Goal;
import io.pirsch.client.ConversionGoals.NewGoal;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConversionGoals}, the example of the documentation.
 */
@WireMockTest
class ConversionGoalsTests {

	@Test
	void listsCreatesAndDeletes(WireMockRuntimeInfo wireMock) {
		String goal = "{\"id\": \"g\", \"domain_id\": \"d\", \"name\": \"Order\", \"path_pattern\": \"/thanks\"}";
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\": \"t\"}")));
		stubFor(get("/api/v1/goal?id=d").willReturn(okJson("[" + goal + "]")));
		stubFor(post("/api/v1/goal")
			.withRequestBody(equalToJson("{\"domain_id\": \"d\", \"name\": \"Order\", \"path_pattern\": \"/thanks\"}"))
			.willReturn(okJson(goal)));
		stubFor(delete("/api/v1/goal?id=g").willReturn(noContent()));
		ConversionGoals goals = PirschClient.builder(PirschCredentials.oauthClient("id", "secret"))
			.baseUrl(URI.create(wireMock.getHttpBaseUrl()))
			.timeout(Duration.ofSeconds(30))
			.build()
			.proxy(ConversionGoals.class);
		Goal expected = new Goal("g", "Order", "/thanks");
		StepVerifier.create(goals.list("d")).expectNext(expected).verifyComplete();
		StepVerifier.create(goals.create(new NewGoal("d", "Order", "/thanks"))).expectNext(expected).verifyComplete();
		StepVerifier.create(goals.delete("g")).verifyComplete();
	}

	@Test
	void needsNoHintsOfItsOwnAsBean() {
		GenericApplicationContext context = new GenericApplicationContext();
		new AnnotatedBeanDefinitionReader(context).register(Goals.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(ConversionGoalsTests.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.proxies()
			.forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(ConversionGoals.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(NewGoal.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Goal.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	static class Goals {

		@Bean
		PirschClient client() {
			return PirschClient.disabled();
		}

		@Bean
		ConversionGoals conversionGoals(PirschClient client) {
			return client.proxy(ConversionGoals.class);
		}

	}

}
