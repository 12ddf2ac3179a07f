package io.pirsch.benchmarks.load;

import java.util.Date;
import java.util.Map;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.PageMessage;

/**
 * Segment analytics-java.
 */
final class SegmentContender implements Contender {

	private final Analytics analytics;

	SegmentContender(Analytics analytics) {
		this.analytics = analytics;
	}

	@Override
	public void track(Hit hit) {
		this.analytics.enqueue(PageMessage.builder(Hit.TITLE)
			.anonymousId(hit.ip())
			.timestamp(new Date(hit.time()))
			.context(Map.of("ip", hit.ip(), "userAgent", hit.browser().userAgent(), "locale",
					hit.browser().acceptLanguage()))
			.properties(Map.of("url", hit.url(), "referrer", Hit.REFERRER)));
	}

	@Override
	public void flush() {
		this.analytics.flush();
	}

	@Override
	public void close() {
		this.analytics.shutdown();
	}

}
