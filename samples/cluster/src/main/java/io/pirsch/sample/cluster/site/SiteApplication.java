package io.pirsch.sample.cluster.site;

import java.nio.file.Path;

import io.pirsch.tracking.HitStore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * A small site. What it knows of the store is in its properties.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class SiteApplication {

	/**
	 * Runs the site.
	 * @param args properties, {@code acknowledged} and {@code asked} among them: the
	 * files to write to
	 */
	public static void main(String[] args) {
		SpringApplication.run(SiteApplication.class, args);
	}

	@Bean
	Deliveries deliveries(@Value("${asked}") Path file) {
		return new Deliveries(file);
	}

	@Bean
	static BeanPostProcessor witness(@Value("${acknowledged}") Path file) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HitStore store) ? new WitnessedStore(store, file) : bean;
			}

		};
	}

}
