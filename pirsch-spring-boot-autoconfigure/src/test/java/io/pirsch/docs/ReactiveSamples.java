package io.pirsch.docs;

import io.pirsch.docs.Articles.Subscription;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.reactive.PirschVisits;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.WebFilter;

/**
 * Samples for WebFlux.
 */
@Controller
class ReactiveSamples {

	private final Articles articles;

	ReactiveSamples(Articles articles) {
		this.articles = articles;
	}

	@GetMapping("/articles/{id}")
	Mono<Rendering> article(@PathVariable String id, PirschVisit visit) {
		return this.articles.find(id).map((article) -> {
			visit.title(article.title()).tag("topic", article.topic());
			return Rendering.view("article").modelAttribute("article", article).build();
		});
	}

	@PostMapping("/newsletter")
	Mono<String> subscribe(Subscription subscription, PirschVisit visit) {
		return this.articles.subscribe(subscription)
			.doOnSuccess((done) -> visit.track("Subscribed", (event) -> event.metadata("list", subscription.list())))
			.thenReturn("redirect:/thanks");
	}

	@Bean
	WebFilter withoutStaff() {
		return (exchange, chain) -> exchange.<Authentication>getPrincipal()
			.filter((user) -> user.getAuthorities()
				.stream()
				.anyMatch((role) -> "ROLE_STAFF".equals(role.getAuthority())))
			.doOnNext((staff) -> PirschVisits.from(exchange).doNotCount())
			.then(chain.filter(exchange));
	}

}
