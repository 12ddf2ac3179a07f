package io.pirsch.autoconfigure;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.WebSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says once, at the start, where hits go, with which credentials, and what is counted.
 */
final class StartReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(PirschTracker.class);

	private final PirschProperties properties;

	private final ObjectProvider<PirschTracker> tracker;

	private final BeanFactory beanFactory;

	StartReport(PirschProperties properties, ObjectProvider<PirschTracker> tracker, BeanFactory beanFactory) {
		this.properties = properties;
		this.tracker = tracker;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.properties.enabled()) {
			logger.info("Nothing is sent to Pirsch, as 'pirsch.enabled' is 'false'");
		}
		else if (this.tracker.getIfUnique() instanceof QueuedPirschTracker queued) {
			ObjectProvider<RestartableConnector> connector = this.beanFactory
				.getBeanProvider(RestartableConnector.class);
			logger.info("What is tracked goes to %s with %s%s. %s".formatted(
					(connector.getIfAvailable() != null) ? this.properties.baseUrl() : "Pirsch",
					ConfiguredCredentials.kind(this.properties, connector),
					(queued.getStore() != null) ? ", through " + queued.getStore() : "", counted()));
		}
	}

	private String counted() {
		if (this.beanFactory.getBeanProvider(PageViewRecorder.class).stream().findAny().isEmpty()) {
			return "No page views are counted, as this is no web application: track them yourself.";
		}
		WebSettings settings = this.beanFactory.getBeanProvider(WebSettings.class).getIfUnique();
		if (settings != null && !settings.pageViews()) {
			return "Page views are not counted by the server, as 'pirsch.web.enabled' is 'false'; events are.";
		}
		return "Page views and events are counted; with 'logging.level.io.pirsch=debug' the log says why each is or is not.";
	}

}
