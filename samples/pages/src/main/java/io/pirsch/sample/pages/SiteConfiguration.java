package io.pirsch.sample.pages;

import io.pirsch.local.LocalPirsch;

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
