package io.pirsch.smoke;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import io.pirsch.tracking.PirschTracker;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Does something, tells Pirsch, and ends.
 */
@SpringBootApplication
class NightlyJob {

	static final String URL = "https://tea.example/newsletter";

	@Bean
	CommandLineRunner job(PirschTracker tracker) {
		return (arguments) -> tracker
			.track(PageView.builder(URL, Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)")).build());
	}

	/**
	 * Does not close the context: that is the shutdown hook's part.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(NightlyJob.class, arguments);
	}

}
