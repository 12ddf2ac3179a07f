package io.pirsch.web;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pirsch.client.PageView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls the application's customizers one after the other.
 */
final class CustomizerChain {

	private static final Log logger = LogFactory.getLog(PageViewCustomizer.class);

	private final List<Link> links;

	CustomizerChain(List<PageViewCustomizer> customizers) {
		this.links = customizers.stream().map(Link::new).toList();
	}

	@Nullable PageView customize(PageView pageView, WebExchange exchange) {
		PageView result = pageView;
		for (Link link : this.links) {
			result = link.customize(result, exchange);
			if (result == null) {
				return null;
			}
		}
		return result;
	}

	private static final class Link {

		private final PageViewCustomizer customizer;

		private final AtomicBoolean failed = new AtomicBoolean();

		Link(PageViewCustomizer customizer) {
			this.customizer = customizer;
		}

		@Nullable PageView customize(PageView pageView, WebExchange exchange) {
			try {
				return this.customizer.customize(pageView, exchange);
			}
			catch (VirtualMachineError ex) {
				throw ex;
			}
			catch (Throwable ex) {
				if (this.failed.compareAndSet(false, true)) {
					logger.warn(
							"Page view customizer %s failed and was skipped; further failures are skipped in silence: %s"
								.formatted(this.customizer.getClass().getName(), Outbox.describe(ex)));
				}
				return pageView;
			}
		}

	}

}
