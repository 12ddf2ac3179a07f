package io.pirsch.benchmarks.load;

import java.util.Date;
import java.util.Map;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogConfig;

/**
 * PostHog's server SDK.
 */
final class PostHogContender implements Contender {

	private final PostHog postHog = new PostHog();

	PostHogContender(PostHogConfig configuration) {
		this.postHog.setup(configuration);
	}

	@Override
	public void track(Hit hit) {
		this.postHog.capture(hit.ip(), "$pageview",
				Map.of("$current_url", hit.url(), "title", Hit.TITLE, "$referrer", Hit.REFERRER, "$ip", hit.ip(),
						"$raw_user_agent", hit.browser().userAgent(), "$browser_language",
						hit.browser().acceptLanguage()),
				null, null, null, new Date(hit.time()), false);
	}

	@Override
	public void flush() {
		this.postHog.flush();
	}

	@Override
	public void close() {
		this.postHog.close();
	}

}
