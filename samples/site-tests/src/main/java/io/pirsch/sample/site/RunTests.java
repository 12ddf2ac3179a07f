package io.pirsch.sample.site;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import io.pirsch.local.Arrival;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import io.pirsch.tracking.PirschTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.function.ThrowingConsumer;

import static io.pirsch.sample.site.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a sample site in different ways, and stops it: the same on each web stack.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class RunTests {

	private static final String ACCESS_KEY = "pa_" + "k".repeat(45);

	private final ThrowingConsumer<String[]> main;

	private final Class<? extends ApplicationContext> contextType;

	/**
	 * Prepares a start.
	 * @param main the site's main method
	 * @param contextType type of an application of the site's web stack
	 */
	protected RunTests(ThrowingConsumer<String[]> main, Class<? extends ApplicationContext> contextType) {
		this.main = main;
		this.contextType = contextType;
	}

	@Test
	void runsOnAPirschOfItsOwnWithoutCredentials(CapturedOutput output) {
		try (ConfigurableApplicationContext site = run("--local-pirsch.port=0", "--pirsch.client-id=",
				"--pirsch.access-key=")) {
			LocalPirsch local = site.getBean(LocalPirsch.class);
			assertThat(site).isInstanceOf(this.contextType);
			assertThat(output).containsOnlyOnce(
					"Visit " + address(site) + " and see the page views arrive at " + local.baseUrl() + "/");
		}
	}

	@Test
	void runsWithAnAccessKey(CapturedOutput output) {
		try (LocalPirsch pirsch = LocalPirsch.builder().accessKey(ACCESS_KEY).start();
				ConfigurableApplicationContext site = run("--pirsch.base-url=" + pirsch.baseUrl(),
						"--pirsch.access-key=" + ACCESS_KEY, "--pirsch.client-id=", "--pirsch.client-secret=")) {
			assertThat(site.getBeansOfType(LocalPirsch.class)).isEmpty();
			assertThat(output)
				.containsOnlyOnce("Visit " + address(site) + ", its page views go to " + pirsch.baseUrl());
			assertThat(Browser.firefox(address(site)).open("/").body()).doesNotContain("Live page views");
			eventually(() -> assertThat(pirsch.arrivals()).hasSize(1));
			assertThat(pirsch.totals().tokensGranted()).isZero();
			assertThat(output).doesNotContain(ACCESS_KEY);
		}
	}

	@Test
	void saysThatAnAccessKeyCannotReadStatistics() {
		try (LocalPirsch pirsch = LocalPirsch.builder().accessKey(ACCESS_KEY).start();
				ConfigurableApplicationContext site = run("--pirsch.base-url=" + pirsch.baseUrl(),
						"--pirsch.access-key=" + ACCESS_KEY, "--pirsch.client-id=", "--pirsch.client-secret=")) {
			HttpResponse<String> dashboard = Browser.firefox(address(site)).open("/dashboard");
			assertThat(dashboard.statusCode()).isEqualTo(200);
			assertThat(dashboard.body()).contains("Statistics cannot be read")
				.contains("use the id and the secret of an OAuth client")
				.doesNotContain(ACCESS_KEY);
			assertThat(pirsch.totals().requests()).isZero();
		}
	}

	@Test
	void hasADashboardWithoutStatisticsWhenPirschIsSwitchedOff(CapturedOutput output) {
		try (ConfigurableApplicationContext site = run("--local-pirsch.port=0", "--pirsch.client-id=",
				"--pirsch.access-key=", "--pirsch.enabled=false")) {
			HttpResponse<String> dashboard = Browser.firefox(address(site)).open("/dashboard");
			assertThat(dashboard.statusCode()).isEqualTo(200);
			assertThat(dashboard.body()).contains("Pirsch is switched off");
			assertThat(site.getBeansOfType(LocalPirsch.class)).isEmpty();
			assertThat(output)
				.containsOnlyOnce("Visit " + address(site) + ", its page views go nowhere: Pirsch is switched off");
		}
	}

	@Test
	void deliversWhatIsQueuedWhenItStops(CapturedOutput output) {
		try (LocalPirsch pirsch = LocalPirsch.start();
				ConfigurableApplicationContext site = run(pirsch, pirsch.clientSecret())) {
			Browser browser = Browser.chrome(address(site));
			pirsch.fail(Fault.status(503).on("/api/v1/hit"));
			List<String> expected = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				expected.add(browser.url("/?visit=" + i));
				assertThat(browser.open("/?visit=" + i).statusCode()).isEqualTo(200);
			}
			site.addApplicationListener((event) -> {
				if (event instanceof ContextClosedEvent) {
					pirsch.clearFaults();
				}
			});
			assertThat(pirsch.arrivals()).isEmpty();
			site.close();
			assertThat(pirsch.arrivals()).extracting((arrival) -> arrival.text("url"))
				.containsExactlyElementsOf(expected);
			assertThat(output).doesNotContain("Not delivered");
		}
	}

	@Test
	void servesPagesAndDoesNotInsistWhenTheCredentialsAreWrong(CapturedOutput output) {
		String secret = "wrong".repeat(12) + "0000";
		try (LocalPirsch pirsch = LocalPirsch.start(); ConfigurableApplicationContext site = run(pirsch, secret)) {
			PirschTracker tracker = site.getBean(PirschTracker.class);
			Browser browser = Browser.chrome(address(site));
			assertThat(browser.open("/").statusCode()).isEqualTo(200);
			eventually(() -> assertThat(pirsch.totals().tokensRefused()).isPositive());
			for (int i = 0; i < 10_000; i++) {
				tracker
					.track(PageView.builder("https://tea.example/?page=" + i, Visitor.of("203.0.113.7", Browser.CHROME))
						.build());
				if (i % 500 == 0) {
					assertThat(browser.open("/teas").statusCode()).isEqualTo(200);
				}
			}
			site.close();
			assertThat(pirsch.totals().tokensRefused()).isBetween(1L, 3L);
			assertThat(pirsch.totals().requests()).isEqualTo(pirsch.totals().tokensRefused());
			assertThat(pirsch.arrivals()).isEqualTo(List.<Arrival>of());
			assertThat(output.getAll().lines().filter((line) -> line.contains("ERROR"))).hasSize(1);
			assertThat(output).doesNotContain(secret);
		}
	}

	private ConfigurableApplicationContext run(LocalPirsch pirsch, String secret) {
		return run("--pirsch.base-url=" + pirsch.baseUrl(), "--pirsch.client-id=" + pirsch.clientId(),
				"--pirsch.client-secret=" + secret, "--pirsch.access-key=", "--pirsch.tracking.queue-capacity=20000",
				"--pirsch.tracking.retry.initial-backoff=10ms", "--pirsch.tracking.retry.max-backoff=50ms");
	}

	private ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=0");
		all.add("--spring.reactor.netty.shutdown-quiet-period=10ms");
		return SpringApplication.from(this.main).run(all.toArray(String[]::new)).getApplicationContext();
	}

	private static URI address(ConfigurableApplicationContext site) {
		return URI.create("http://localhost:" + site.getEnvironment().getProperty("local.server.port") + "/");
	}

}
