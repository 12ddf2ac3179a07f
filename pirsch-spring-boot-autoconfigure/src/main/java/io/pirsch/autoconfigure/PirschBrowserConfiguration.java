package io.pirsch.autoconfigure;

import java.time.Clock;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.QueuedPirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;
import io.pirsch.web.browser.BrowserEndpoint;
import io.pirsch.web.browser.BrowserScript;
import io.pirsch.web.browser.BrowserSettings;
import io.pirsch.web.browser.MessageRecorder;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.unit.DataSize;

/**
 * What both web stacks share of the browser's half.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PirschBrowserProperties.class)
@ImportRuntimeHints(PirschBrowserConfiguration.ScriptHints.class)
class PirschBrowserConfiguration {

	private static final DataSize LARGEST_MESSAGE = DataSize.ofMegabytes(1);

	@Bean
	@ConditionalOnMissingBean
	BrowserScript pirschBrowserScript(WebSettings webSettings) {
		return new BrowserScript(webSettings);
	}

	@Bean
	@ConditionalOnMissingBean
	BrowserEndpoint pirschBrowserEndpoint(PirschProperties properties, PirschBrowserProperties browser,
			BrowserScript script, PirschTracker tracker, PageViewRules rules, WebSettings webSettings,
			ObjectProvider<PageViewCustomizer> customizers, ObjectProvider<TrackingListener> listeners) {
		Clock clock = Clock.systemUTC();
		MessageRecorder recorder = new MessageRecorder(tracker, rules, webSettings,
				customizers.orderedStream().toList(), listeners.orderedStream().toList(), clock);
		return new BrowserEndpoint(settings(browser), webSettings, script, recorder,
				busy(tracker, browser, properties.tracking()), clock);
	}

	private static BrowserSettings settings(PirschBrowserProperties browser) {
		String path = PropertyCheck.valid("pirsch.browser.path", () -> BrowserSettings.checkPath(browser.path()));
		DataSize size = PropertyCheck.atLeast("pirsch.browser.max-message-size", browser.maxMessageSize(),
				DataSize.ofBytes(256));
		PropertyCheck.atMost("pirsch.browser.max-message-size", size, LARGEST_MESSAGE);
		int rateLimit = PropertyCheck.atLeast("pirsch.browser.rate-limit", browser.rateLimit(), 1);
		Set<String> origins = PropertyCheck.valid("pirsch.browser.allowed-origins",
				() -> BrowserSettings.parseOrigins(browser.allowedOrigins()));
		return new BrowserSettings(path, (int) size.toBytes(), rateLimit, origins);
	}

	/**
	 * Returns whether the messages of browsers have their share. How full the queue of
	 * another tracker is, nobody can say.
	 */
	private static BooleanSupplier busy(PirschTracker tracker, PirschBrowserProperties browser,
			PirschProperties.Tracking tracking) {
		int share = PropertyCheck.atLeast("pirsch.browser.queue-share", browser.queueShare(), 1);
		PropertyCheck.atMost("pirsch.browser.queue-share", share, 100);
		long most = Math.max(1, (long) tracking.queueCapacity() * share / 100);
		return (tracker instanceof QueuedPirschTracker queued) ? () -> queued.getQueueSize() >= most : () -> false;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BrowserMetrics pirschBrowserMetrics(BrowserEndpoint endpoint) {
			return new BrowserMetrics(endpoint);
		}

	}

	static final class ScriptHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/pirsch/web/browser/p.js");
		}

	}

}
