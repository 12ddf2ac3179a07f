package io.pirsch.autoconfigure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.Refusal;

/**
 * Binds how many messages of browsers were refused.
 */
final class BrowserMetrics implements MeterBinder {

	private final BrowserEndpoint endpoint;

	BrowserMetrics(BrowserEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Refusal reason : Refusal.values()) {
			FunctionCounter
				.builder("pirsch.browser.refused", this.endpoint, (endpoint) -> (double) endpoint.refused(reason))
				.description("Messages of browsers that were refused")
				.baseUnit("messages")
				.tag("reason", reason.id())
				.register(registry);
		}
	}

}
