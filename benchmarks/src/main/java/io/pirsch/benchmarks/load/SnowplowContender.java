package io.pirsch.benchmarks.load;

import java.net.URI;

import com.snowplowanalytics.snowplow.tracker.Subject;
import com.snowplowanalytics.snowplow.tracker.Tracker;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.NetworkConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.SubjectConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.TrackerConfiguration;
import com.snowplowanalytics.snowplow.tracker.emitter.BatchEmitter;
import com.snowplowanalytics.snowplow.tracker.events.PageView;

/**
 * Snowplow Java Tracker with its batch emitter.
 */
final class SnowplowContender implements Contender {

	private final BatchEmitter emitter;

	private final Tracker tracker;

	SnowplowContender(URI api, EmitterConfiguration configuration) {
		this.emitter = new BatchEmitter(new NetworkConfiguration(api.toString()), configuration);
		this.tracker = new Tracker(new TrackerConfiguration("benchmark", "site"), this.emitter);
	}

	@Override
	public void track(Hit hit) {
		SubjectConfiguration subject = new SubjectConfiguration().ipAddress(hit.ip())
			.useragent(hit.browser().userAgent())
			.language(hit.browser().acceptLanguage());
		this.tracker.track(PageView.builder()
			.pageUrl(hit.url())
			.pageTitle(Hit.TITLE)
			.referrer(Hit.REFERRER)
			.trueTimestamp(hit.time())
			.subject(new Subject(subject))
			.build());
	}

	@Override
	public void flush() {
		this.emitter.flushBuffer();
	}

	@Override
	public void close() {
		this.emitter.close();
	}

}
