package io.pirsch.client;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/goal")
interface ConversionGoals {

	@GetExchange
	Flux<Goal> list(@RequestParam("id") String domainId);

	@PostExchange
	Mono<Goal> create(@RequestBody NewGoal goal);

	@DeleteExchange
	Mono<Void> delete(@RequestParam("id") String goalId);

	record NewGoal(String domainId, String name, String pathPattern) {
	}

	record Goal(String id, String name, String pathPattern) {
	}

}
