package io.pirsch.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * What both web stacks share.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PirschProperties.class)
class PirschWebConfiguration {

	/**
	 * What Spring takes for {@code false}; but for {@code true}, conditions take that
	 * word alone.
	 */
	private static final Set<String> OFF = Set.of("false", "off", "no", "0");

	@Bean
	@ConditionalOnMissingBean
	WebSettings pirschWebSettings(PirschProperties properties,
			ObjectProvider<PirschBrowserProperties> browserProperties, ApplicationContext applicationContext) {
		PirschProperties.Web web = properties.web();
		List<String> exclude = new ArrayList<>(web.exclude());
		exclude.addAll(ToolPaths.of(applicationContext));
		PirschBrowserProperties browser = browserProperties.getIfAvailable();
		if (browser == null) {
			requireNoBrowser(applicationContext.getEnvironment().getProperty("pirsch.browser.enabled"));
		}
		WebSettings.Builder settings = WebSettings.builder()
			.pageViews(web.enabled())
			.respectDoNotTrack(web.respectDoNotTrack())
			.respectGlobalPrivacyControl(web.respectGlobalPrivacyControl())
			.queryParameters(web.queryParameters())
			.clientHints(properties.enabled() && web.clientHints())
			.notFoundEvent(web.notFoundEvent());
		if (browser != null) {
			settings.browserViews(browser.views());
			PropertyCheck.valid("pirsch.browser.opt-out-cookie", () -> settings.optOutCookie(browser.optOut()));
		}
		String property = "include";
		try {
			settings.include(web.include());
			property = "exclude";
			settings.exclude(exclude);
			property = "content-types";
			settings.contentTypes(web.contentTypes());
			property = "trusted-proxies";
			settings.trustedProxies(web.trustedProxies());
			property = "client-ip-headers";
			// The default stands in an annotation as one text
			settings.clientIpHeaders(
					List.of(StringUtils.commaDelimitedListToStringArray(String.join(",", web.clientIpHeaders()))));
			property = "public-url";
			settings.publicUrl((web.publicUrl() != null) ? web.publicUrl().toString() : null);
		}
		catch (IllegalArgumentException ex) {
			throw PropertyCheck.invalid("pirsch.web." + property, ex);
		}
		return settings.build();
	}

	/**
	 * Fails where it seems that the script was to be switched on, as pages would be
	 * served without it.
	 */
	private static void requireNoBrowser(@Nullable String property) {
		// With blanks around it, conditions do not take it for true
		boolean isOn = Boolean.parseBoolean(property);
		if (isOn && AotDetector.useGeneratedArtifacts()) {
			throw new InvalidPirschPropertyException(
					"'pirsch.browser.enabled' is 'true', but was not when the application was processed ahead of time, "
							+ "or there was no Jackson.",
					"Set it to 'false', or build the application with 'true' and Jackson.");
		}
		if (!isOn && StringUtils.hasText(property) && !OFF.contains(property.strip().toLowerCase(Locale.ROOT))) {
			throw PropertyCheck.invalid("pirsch.browser.enabled",
					new IllegalArgumentException("it must be 'true' or 'false' but is '%s'.".formatted(property)));
		}
	}

	@Bean
	@ConditionalOnMissingBean
	PageViewRules pirschPageViewRules(WebSettings settings) {
		return PageViewRules.of(settings);
	}

	@Bean
	@ConditionalOnMissingBean
	PageViewRecorder pirschPageViewRecorder(PirschTracker tracker, PageViewRules rules, WebSettings settings,
			ObjectProvider<PageViewCustomizer> customizers, ObjectProvider<TrackingListener> listeners) {
		return new PageViewRecorder(tracker, rules, settings, customizers.orderedStream().toList(),
				listeners.orderedStream().toList(), Clock.systemUTC());
	}

}
