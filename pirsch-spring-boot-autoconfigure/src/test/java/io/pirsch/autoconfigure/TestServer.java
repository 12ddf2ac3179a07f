package io.pirsch.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.util.StringUtils;

/**
 * A server to test with, as all of them are on the class path. Spring Security is
 * configured only where it is asked for.
 */
public enum TestServer {

	/**
	 * WebFlux on Reactor Netty.
	 */
	NETTY(WebApplicationType.REACTIVE, "spring.webflux.base-path"),

	/**
	 * Spring MVC on Tomcat.
	 */
	TOMCAT(WebApplicationType.SERVLET, "server.servlet.context-path"),

	/**
	 * Spring MVC on Jetty.
	 */
	JETTY(WebApplicationType.SERVLET, "server.servlet.context-path");

	private static final String BOOT = "org.springframework.boot.";

	private static final List<String> SECURITY = List.of(
			"security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
			"security.autoconfigure.UserDetailsServiceAutoConfiguration",
			"security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
			"security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			"security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration");

	private final WebApplicationType type;

	private final String basePathProperty;

	TestServer(WebApplicationType type, String basePathProperty) {
		this.type = type;
		this.basePathProperty = basePathProperty;
	}

	/**
	 * Returns which kind of application runs on the server.
	 */
	public WebApplicationType type() {
		return this.type;
	}

	/**
	 * Returns the property for the path below which an application is.
	 */
	public String basePathProperty() {
		return this.basePathProperty;
	}

	/**
	 * Returns what makes Spring Boot start this server, as a property.
	 */
	public String properties() {
		return exclude(SECURITY);
	}

	/**
	 * Returns what makes Spring Boot start this server with Spring Security, as a
	 * property.
	 */
	public String propertiesWithSecurity() {
		return exclude(List.of());
	}

	private String exclude(List<String> more) {
		Stream<String> servers = Stream.of(TOMCAT, JETTY)
			.filter((server) -> server != this)
			.flatMap(TestServer::autoConfigurations);
		return Stream.concat(servers, more.stream())
			.map(BOOT::concat)
			.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
	}

	private static Stream<String> autoConfigurations(TestServer server) {
		String module = server.name().toLowerCase(Locale.ROOT);
		return Stream
			.of("%s.autoconfigure.servlet.%sServletWebServerAutoConfiguration",
					"%s.autoconfigure.reactive.%sReactiveWebServerAutoConfiguration",
					"%s.autoconfigure.actuate.web.server.%sServletManagementContextAutoConfiguration",
					"%s.autoconfigure.actuate.web.server.%sReactiveManagementContextAutoConfiguration")
			.map((name) -> name.formatted(module, StringUtils.capitalize(module)));
	}

}
