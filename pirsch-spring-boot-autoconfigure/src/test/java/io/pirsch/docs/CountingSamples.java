package io.pirsch.docs;

import io.pirsch.tracking.DropReason;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Samples of the pages on what is counted, on leaving out staff, and on delivery.
 */
@Configuration(proxyBeanMethods = false)
class CountingSamples {

	@Bean
	PageViewRules withoutProbes(WebSettings settings) {
		return PageViewRules.of(settings)
			.and(PageViewRules.not(PageViewRules.when((exchange) -> exchange.header("X-Probe") != null)));
	}

	@Bean
	PageViewCustomizer section() {
		return (pageView, exchange) -> exchange.path().value().startsWith("/manual/")
				? pageView.toBuilder().tag("section", "manual").build() : pageView;
	}

	@Bean
	PageViewCustomizer withoutOffice() {
		return (pageView, exchange) -> pageView.visitor().ip().equals("203.0.113.50") ? null : pageView;
	}

	@Bean
	TrackingListener lossCounter(LossCounter counter) {
		return new TrackingListener() {

			@Override
			public void dropped(int count, DropReason reason) {
				counter.add(reason.id(), count);
			}

		};
	}

	interface LossCounter {

		void add(String reason, int count);

	}

}
