package io.pirsch.sample.webflux;

import java.time.Clock;
import java.time.ZoneId;

import io.pirsch.client.PirschClient;
import io.pirsch.sample.pages.dashboard.DashboardReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * Statistics of the site, read back from Pirsch. No thread waits for them.
 */
@Controller
class DashboardController {

	private final DashboardReader reader;

	DashboardController(PirschClient client) {
		this.reader = new DashboardReader(client, Clock.system(ZoneId.systemDefault()));
	}

	@GetMapping("/dashboard")
	Mono<Rendering> dashboard(@RequestParam(required = false) @Nullable String period) {
		return this.reader.read(period)
			.map((dashboard) -> Rendering.view("dashboard")
				.modelAttribute("dashboard", dashboard)
				.status(HttpStatus.valueOf(dashboard.status()))
				.build());
	}

}
