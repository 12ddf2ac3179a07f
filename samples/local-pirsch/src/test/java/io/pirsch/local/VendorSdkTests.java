package io.pirsch.local;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests that the vendor's own JavaScript SDK works against {@link LocalPirsch}. Run by
 * {@code samples/local-pirsch/vendor-sdk}, which gets the SDK and says where it is.
 */
@EnabledIfSystemProperty(named = "vendor-sdk", matches = ".+",
		disabledReason = "samples/local-pirsch/vendor-sdk runs it, with the SDK that it gets from npm")
class VendorSdkTests {

	@Test
	void answersAllCallsThatCanBeMade() {
		try (LocalPirsch local = LocalPirsch.start()) {
			String output = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
				ProcessBuilder node = new ProcessBuilder("node", "src/test/sdk/calls.cjs", local.baseUrl().toString(),
						local.clientId(), local.clientSecret())
					.redirectErrorStream(true);
				node.environment()
					.put("NODE_PATH", new File(System.getProperty("vendor-sdk"), "node_modules").getAbsolutePath());
				Process process = node.start();
				return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			});
			assertThat(output).isEqualToIgnoringNewLines("41 of 43 calls work, 2 can't");
		}
	}

}
