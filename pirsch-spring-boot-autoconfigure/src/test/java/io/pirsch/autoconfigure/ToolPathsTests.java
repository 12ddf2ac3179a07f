package io.pirsch.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.web.context.reactive.GenericReactiveWebApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ToolPaths}.
 */
class ToolPathsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private GenericApplicationContext context = new GenericApplicationContext();

	@Test
	void areThoseOfTheManagementEndpointsByDefault() {
		assertThat(paths()).containsExactly("/actuator/**");
	}

	@Test
	void areBelowThePathOfTheServlet() {
		this.environment.setProperty("spring.mvc.servlet.path", "app/");
		this.environment.setProperty("management.endpoints.web.base-path", "manage/");
		this.environment.setProperty("spring.graphql.graphiql.enabled", "true");
		assertThat(paths()).containsExactly("/app/manage/**", "/app/graphiql/**");
	}

	@Test
	void includeTheDatabaseConsoleWhichIsAServletOfItsOwn() {
		this.environment.setProperty("spring.mvc.servlet.path", "/app");
		this.environment.setProperty("spring.h2.console.enabled", "true");
		assertThat(paths()).containsExactly("/app/actuator/**", "/h2-console/**");
		this.environment.setProperty("spring.h2.console.path", "/db/");
		assertThat(paths()).containsExactly("/app/actuator/**", "/db/**");
	}

	@Test
	void areBelowNoServletOnTheReactiveStack() {
		this.context = new GenericReactiveWebApplicationContext();
		this.environment.setProperty("spring.mvc.servlet.path", "/app");
		assertThat(paths()).containsExactly("/actuator/**");
	}

	private List<String> paths() {
		this.context.setEnvironment(this.environment);
		return ToolPaths.of(this.context);
	}

	@Test
	void areNotTheWholeSite() {
		this.environment.setProperty("management.endpoints.web.base-path", "/");
		assertThat(paths()).isEmpty();
	}

}
