package io.pirsch.sample.webflux;

import io.pirsch.local.LocalPirschInitializer;
import io.pirsch.sample.pages.Site;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The sample site. Without credentials it sends to a Pirsch of its own, which a real
 * application does not need: there, the starter and the credentials are all.
 */
@SpringBootApplication(scanBasePackageClasses = { WebFluxSampleApplication.class, Site.class })
public class WebFluxSampleApplication {

	/**
	 * Starts the site.
	 * @param args arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(WebFluxSampleApplication.class);
		application.addInitializers(new LocalPirschInitializer());
		application.run(args);
	}

}
