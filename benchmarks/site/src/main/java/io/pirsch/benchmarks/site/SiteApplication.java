package io.pirsch.benchmarks.site;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

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
		OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		System.out.println("Processor time of the start: " + process.getProcessCpuTime());
	}

}
