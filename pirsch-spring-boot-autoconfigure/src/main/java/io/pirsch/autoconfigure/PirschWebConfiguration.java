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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What both web stacks share.
 */
@Configuration(proxyBeanMethods = false)
class PirschWebConfiguration {

	private static final String WEB_ENDPOINTS = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties";

	@Bean
	@ConditionalOnMissingBean
	WebSettings pirschWebSettings(PirschProperties properties, Environment environment) {
		PirschProperties.Web web = properties.web();
		WebSettings.Builder settings = WebSettings.builder()
			.respectDoNotTrack(web.respectDoNotTrack())
			.respectGlobalPrivacyControl(web.respectGlobalPrivacyControl())
			.queryParameters(web.queryParameters())
			.clientHints(properties.enabled() && web.clientHints())
			.notFoundEvent(web.notFoundEvent());
		List<String> exclude = new ArrayList<>(web.exclude());
		exclude.addAll(managementPaths(environment));
		set("include", web.include(), settings::include);
		set("exclude", exclude, settings::exclude);
		set("content-types", web.contentTypes(), settings::contentTypes);
		set("trusted-proxies", web.trustedProxies(), settings::trustedProxies);
		set("client-ip-headers", web.clientIpHeaders(), settings::clientIpHeaders);
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

	/**
	 * Returns the patterns of the management endpoints, which are nothing that a visitor
	 * sees. At the root, they can't be told from pages by their path.
	 */
	private static List<String> managementPaths(Environment environment) {
		if (!ClassUtils.isPresent(WEB_ENDPOINTS, PirschWebConfiguration.class.getClassLoader())) {
			return List.of();
		}
		String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return (basePath.isEmpty() || basePath.equals("/")) ? List.of() : List.of(basePath + "/**");
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
