package io.pirsch.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.PageView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls the application's customizers one after the other.
 */
final class CustomizerChain {

	private static final Log logger = LogFactory.getLog(PageViewCustomizer.class);

	private final List<Link> links = new ArrayList<>();

	CustomizerChain(List<PageViewCustomizer> customizers, InstantSource clock) {
		for (PageViewCustomizer customizer : customizers) {
			this.links.add(new Link(customizer, clock));
		}
	}

	@Nullable PageView customize(PageView pageView, WebExchange exchange) {
		PageView result = pageView;
		for (Link link : this.links) {
			result = link.customize(result, exchange);
			if (result == null) {
				NotCounted.because("a customizer vetoes it", exchange);
				return null;
			}
		}
		return result;
	}

	private static final class Link {

		private final PageViewCustomizer customizer;

		private final OccasionalWarning failure;

		Link(PageViewCustomizer customizer, InstantSource clock) {
			this.customizer = customizer;
			this.failure = new OccasionalWarning(logger, clock);
		}

		@Nullable PageView customize(PageView pageView, WebExchange exchange) {
			try {
				return this.customizer.customize(pageView, exchange);
			}
			catch (Throwable ex) {
				SafeTracker.throwIfFatal(ex);
				this.failure.warn(() -> "Page view customizer %s failed and was skipped: %s. Correct it."
					.formatted(this.customizer.getClass().getName(), SafeTracker.describe(ex)));
				return pageView;
			}
		}

	}

}
