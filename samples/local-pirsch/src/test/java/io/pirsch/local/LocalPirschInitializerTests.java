package io.pirsch.local;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LocalPirschInitializer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalPirschInitializerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new LocalPirschInitializer())
		.withPropertyValues("local-pirsch.port=0");

	@Test
	void pointsTheApplicationToARunningServer(CapturedOutput output) {
		this.runner.run((context) -> {
			LocalPirsch local = context.getBean(LocalPirsch.class);
			assertThat(context.getEnvironment().getProperty("pirsch.base-url")).isEqualTo(local.baseUrl().toString());
			assertThat(context.getEnvironment().getProperty("pirsch.client-id")).isEqualTo(local.clientId());
			assertThat(context.getEnvironment().getProperty("pirsch.client-secret")).isEqualTo(local.clientSecret());
			assertThat(new ApiClient(local).get("/").statusCode()).isEqualTo(200);
			assertThat(output).contains(local.baseUrl() + "/").doesNotContain(local.clientSecret());
		});
	}

	@Test
	void staysAwayFromAnApplicationWithClient() {
		this.runner.withPropertyValues("pirsch.client-id=mine")
			.run((context) -> assertThat(context).doesNotHaveBean(LocalPirsch.class));
	}

	@Test
	void staysAwayFromAnApplicationWithAccessKey() {
		this.runner.withPropertyValues("pirsch.access-key=mine")
			.run((context) -> assertThat(context).doesNotHaveBean(LocalPirsch.class));
	}

	@Test
	void staysAwayFromAnApplicationInWhichPirschIsSwitchedOff(CapturedOutput output) {
		this.runner.withPropertyValues("pirsch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LocalPirsch.class));
		assertThat(output).doesNotContain("page views");
	}

	@Test
	void hasDemoDataOnRequest() {
		this.runner.withPropertyValues("local-pirsch.demo-data=true")
			.run((context) -> assertThat(new ApiClient(context.getBean(LocalPirsch.class)).get("/local/state").body())
				.contains("\"demoData\":true"));
	}

	@Test
	void isThereUntilTheLifeCycleHasStopped() {
		LastSender sender = new LastSender();
		this.runner.withBean(LastSender.class, () -> sender).run((context) -> {
			LocalPirsch local = context.getBean(LocalPirsch.class);
			sender.client = new ApiClient(local);
			context.getSourceApplicationContext(GenericApplicationContext.class).close();
			assertThat(sender.status).isEqualTo(200);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new ApiClient(local).get("/"));
		});
	}

	@Test
	void saysWhichPropertyHelpsWhenThePortIsTaken() {
		try (LocalPirsch first = LocalPirsch.start();
				GenericApplicationContext context = new GenericApplicationContext()) {
			int port = first.baseUrl().getPort();
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Map.of("local-pirsch.port", port)));
			assertThatIllegalStateException().isThrownBy(() -> new LocalPirschInitializer().initialize(context))
				.withMessageContaining("port " + port)
				.withMessageContaining("'local-pirsch.port'");
		}
	}

	/**
	 * Sends when it is stopped, as a tracker that drains.
	 */
	private static final class LastSender implements SmartLifecycle {

		private @Nullable ApiClient client;

		private int status;

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.status = Objects.requireNonNull(this.client)
				.withToken()
				.post("/api/v1/hit", ApiClient.hit())
				.statusCode();
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
