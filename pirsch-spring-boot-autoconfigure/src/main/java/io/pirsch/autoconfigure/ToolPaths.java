package io.pirsch.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The paths of tools that Spring Boot brings, which are nothing that a visitor sees.
 */
final class ToolPaths {

	private static final String WEB_ENDPOINTS = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties";

	private final Environment environment;

	private final List<String> patterns = new ArrayList<>();

	private ToolPaths(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Returns the patterns of the tools that are there.
	 */
	static List<String> of(ApplicationContext context) {
		ToolPaths paths = new ToolPaths(context.getEnvironment());
		boolean reactive = context instanceof ReactiveWebApplicationContext;
		String servlet = reactive ? "" : path(paths.environment.getProperty("spring.mvc.servlet.path", ""));
		if (ClassUtils.isPresent(WEB_ENDPOINTS, ToolPaths.class.getClassLoader())) {
			paths.add(servlet, "management.endpoints.web.base-path", "/actuator");
		}
		paths.addIfEnabled("", "spring.h2.console", "/h2-console");
		paths.addIfEnabled(servlet, "spring.graphql.graphiql", "/graphiql");
		return paths.patterns;
	}

	private void addIfEnabled(String parent, String tool, String defaultPath) {
		if (this.environment.getProperty(tool + ".enabled", Boolean.class, false)) {
			add(parent, tool + ".path", defaultPath);
		}
	}

	/**
	 * Adds the pattern of a tool. At the root, it can't be told from pages by its path.
	 */
	private void add(String parent, String property, String defaultPath) {
		String path = path(this.environment.getProperty(property, defaultPath));
		if (!path.isEmpty()) {
			this.patterns.add(parent + path + "/**");
		}
	}

	private static String path(String value) {
		String path = value.strip();
		while (path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		return (path.isEmpty() || path.startsWith("/")) ? path : "/" + path;
	}

}
