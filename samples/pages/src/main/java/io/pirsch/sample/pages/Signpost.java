package io.pirsch.sample.pages;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells whoever has started the site where to look.
 */
@Component
class Signpost {

	private static final Log logger = LogFactory.getLog(Signpost.class);

	private final Site site;

	private final String api;

	Signpost(Site site, @Value("${pirsch.base-url:https://api.pirsch.io}") String api) {
		this.site = site;
		this.api = api;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		String address = "http://localhost:" + environment.getProperty("local.server.port") + "/";
		logger.info("Visit " + address + pageViews(environment.getProperty("pirsch.enabled", Boolean.class, true)));
	}

	private String pageViews(boolean enabled) {
		if (!enabled) {
			return ", its page views go nowhere: Pirsch is switched off";
		}
		return (this.site.livePage() != null) ? " and see the page views arrive at " + this.site.livePage()
				: ", its page views go to " + this.api;
	}

}
