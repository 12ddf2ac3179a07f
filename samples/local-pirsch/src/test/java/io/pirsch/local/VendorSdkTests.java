package io.pirsch.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that the vendor's own JavaScript SDK works against {@link LocalPirsch}. It comes
 * from npm and stays in {@code target}.
 */
@EnabledIf(value = "isNpmInstalled", disabledReason = "npm, which the vendor's SDK comes from, is not installed")
class VendorSdkTests {

	private static final String SDK = "pirsch-sdk@2.9.1";

	private static final Path DIRECTORY = Path.of("target/vendor-sdk").toAbsolutePath();

	static boolean isNpmInstalled() {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "npm")));
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void answersAllCallsThatCanBeMade() throws IOException {
		String installed = run(new ProcessBuilder("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save",
				"--prefix", DIRECTORY.toString(), SDK));
		assumeThat(DIRECTORY.resolve("node_modules/pirsch-sdk")).as("npm can't install the SDK: " + installed).exists();
		try (LocalPirsch local = LocalPirsch.start()) {
			ProcessBuilder node = new ProcessBuilder("node", "src/test/sdk/calls.cjs", local.baseUrl().toString(),
					local.clientId(), local.clientSecret());
			node.environment().put("NODE_PATH", DIRECTORY.resolve("node_modules").toString());
			assertThat(run(node)).isEqualToIgnoringNewLines("41 of 43 calls work, 2 can't");
		}
	}

	private static String run(ProcessBuilder program) throws IOException {
		Process process = program.redirectErrorStream(true).start();
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
