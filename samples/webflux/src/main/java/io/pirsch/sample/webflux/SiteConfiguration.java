package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.pages.Site;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the pages know about the site.
 */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

	@Bean
	Site site(ObjectProvider<LocalPirsch> localPirsch) {
		LocalPirsch local = localPirsch.getIfAvailable();
		return new Site((local != null) ? local.baseUrl() + "/" : null);
	}

}
