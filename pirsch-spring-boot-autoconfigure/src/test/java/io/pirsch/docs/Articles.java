package io.pirsch.docs;

import reactor.core.publisher.Mono;

/**
 * What the samples are about.
 */
interface Articles {

	Article get(String id);

	Mono<Article> find(String id);

	Mono<Void> subscribe(Subscription subscription);

	record Article(String title, String topic) {
	}

	record Subscription(String list, String address) {
	}

	record SignUp(String name) {
	}

	record Order(String id, String plan, String ip, String userAgent) {
	}

}
