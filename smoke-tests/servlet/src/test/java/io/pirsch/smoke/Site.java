package io.pirsch.smoke;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpSession;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * A site that uses much of what sites use.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableSpringHttpSession
@Controller
class Site {

	@Bean
	MapSessionRepository sessionRepository() {
		return new MapSessionRepository(new ConcurrentHashMap<>());
	}

	/**
	 * A page from a template, which counts in the session.
	 */
	@GetMapping("/visits")
	ModelAndView visits(HttpSession session) {
		Integer before = (Integer) session.getAttribute("visits");
		int visits = (before != null) ? before + 1 : 1;
		session.setAttribute("visits", visits);
		return new ModelAndView("visits", Map.of("visits", visits));
	}

	/**
	 * Each path of the single-page application is its page.
	 */
	@GetMapping({ "/app/teas", "/app/teas/{slug}" })
	String app() {
		return "forward:/app/index.html";
	}

	/**
	 * What DevTools do when a class has changed.
	 */
	@PostMapping("/restart")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void restart() {
		new Thread(() -> Restarter.getInstance().restart()).start();
	}

	public static void main(String[] arguments) {
		SpringApplication.run(Site.class, arguments);
	}

}
