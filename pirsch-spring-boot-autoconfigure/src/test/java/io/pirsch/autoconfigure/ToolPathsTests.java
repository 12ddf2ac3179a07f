package io.pirsch.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ToolPaths}.
 */
class ToolPathsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void areThoseOfTheManagementEndpointsByDefault() {
		assertThat(ToolPaths.of(this.environment)).containsExactly("/actuator/**");
	}

	@Test
	void areBelowThePathOfTheServlet() {
		this.environment.setProperty("spring.mvc.servlet.path", "app/");
		this.environment.setProperty("management.endpoints.web.base-path", "manage/");
		this.environment.setProperty("spring.graphql.graphiql.enabled", "true");
		assertThat(ToolPaths.of(this.environment)).containsExactly("/app/manage/**", "/app/graphiql/**");
	}

	@Test
	void includeTheDatabaseConsoleWhichIsAServletOfItsOwn() {
		this.environment.setProperty("spring.mvc.servlet.path", "/app");
		this.environment.setProperty("spring.h2.console.enabled", "true");
		assertThat(ToolPaths.of(this.environment)).containsExactly("/app/actuator/**", "/h2-console/**");
		this.environment.setProperty("spring.h2.console.path", "/db/");
		assertThat(ToolPaths.of(this.environment)).containsExactly("/app/actuator/**", "/db/**");
	}

	@Test
	void areNotTheWholeSite() {
		this.environment.setProperty("management.endpoints.web.base-path", "/");
		assertThat(ToolPaths.of(this.environment)).isEmpty();
	}

}
