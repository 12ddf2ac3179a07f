package io.pirsch.benchmarks.site;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The site, which does not know whether it is counted.
 */
@SpringBootApplication
public class SiteApplication {

	/**
	 * Starts the site.
	 * @param args arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(SiteApplication.class, args);
	}

}
