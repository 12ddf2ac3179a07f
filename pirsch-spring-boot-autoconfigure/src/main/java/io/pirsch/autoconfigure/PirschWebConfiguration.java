package io.pirsch.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.WebSettings;
import org.jspecify.annotations.Nullable;

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

	@Bean
	@ConditionalOnMissingBean
	WebSettings pirschWebSettings(PirschProperties properties, ApplicationContext applicationContext) {
		PirschProperties.Web web = properties.web();
		WebSettings.Builder settings = WebSettings.builder()
			.pageViews(web.enabled())
			.respectDoNotTrack(web.respectDoNotTrack())
			.respectGlobalPrivacyControl(web.respectGlobalPrivacyControl())
			.queryParameters(web.queryParameters())
			.clientHints(properties.enabled() && web.clientHints())
			.notFoundEvent(web.notFoundEvent())
			.browserViews(properties.browserViews())
			.optOutCookie(properties.optOutCookie());
		List<String> exclude = new ArrayList<>(web.exclude());
		exclude.addAll(ToolPaths.of(applicationContext));
		set("include", web.include(), settings::include);
		set("exclude", exclude, settings::exclude);
		set("content-types", web.contentTypes(), settings::contentTypes);
		set("trusted-proxies", web.trustedProxies(), settings::trustedProxies);
		// The default stands in an annotation as one text
		set("client-ip-headers",
				List.of(StringUtils.commaDelimitedListToStringArray(String.join(",", web.clientIpHeaders()))),
				settings::clientIpHeaders);
		set("public-url", web.publicUrl(), (URI publicUrl) -> settings.publicUrl(publicUrl.toString()));
		return settings.build();
	}

	private static <T> void set(String property, @Nullable T value, Consumer<T> setter) {
		if (value != null) {
			PropertyCheck.valid("pirsch.web." + property, () -> {
				setter.accept(value);
				return value;
			});
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
			ObjectProvider<PageViewCustomizer> customizers) {
		return new PageViewRecorder(tracker, rules, settings, customizers.orderedStream().toList(), Clock.systemUTC());
	}

}
