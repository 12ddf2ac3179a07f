package io.pirsch.benchmarks.load;

import java.time.Instant;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;

/**
 * Hits as this project knows them.
 */
public final class PageViews {

	private PageViews() {
	}

	/**
	 * Returns a hit as a page view.
	 * @param hit the hit
	 * @return the page view
	 */
	public static PageView of(Hit hit) {
		Browser browser = hit.browser();
		Visitor visitor = Visitor.builder(hit.ip(), browser.userAgent())
			.secChUa(browser.brands())
			.secChUaMobile(browser.mobile())
			.secChUaPlatform(browser.platform())
			.build();
		return PageView.builder(hit.url(), visitor)
			.title(Hit.TITLE)
			.acceptLanguage(browser.acceptLanguage())
			.referrer(Hit.REFERRER)
			.time(Instant.ofEpochMilli(hit.time()))
			.build();
	}

}
