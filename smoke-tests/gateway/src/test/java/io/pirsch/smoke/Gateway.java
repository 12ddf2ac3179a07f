package io.pirsch.smoke;

import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;

/**
 * Passes on what is below {@code /shop}, and has a page of its own.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableSpringWebSession
@RestController
class Gateway {

	@Bean
	ReactiveMapSessionRepository sessionRepository() {
		return new ReactiveMapSessionRepository(new ConcurrentHashMap<>());
	}

	@Bean
	SecurityWebFilterChain security(ServerHttpSecurity http) {
		return http
			.authorizeExchange(
					(exchange) -> exchange.pathMatchers("/shop/private").authenticated().anyExchange().permitAll())
			.formLogin(Customizer.withDefaults())
			.build();
	}

	@GetMapping(path = "/visits", produces = MediaType.TEXT_HTML_VALUE)
	String visits(WebSession session) {
		int visits = session.getAttributeOrDefault("visits", 0) + 1;
		session.getAttributes().put("visits", visits);
		return "<p>" + visits + "</p>";
	}

}
