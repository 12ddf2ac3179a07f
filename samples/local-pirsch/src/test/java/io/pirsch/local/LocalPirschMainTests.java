package io.pirsch.local;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the arguments of {@link LocalPirschMain}.
 */
class LocalPirschMainTests {

	@Test
	void listensOnThePortThatIsGiven() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (LocalPirsch local = LocalPirschMain.start("--port=" + port, "--client-id=another")) {
			assertThat(local.baseUrl()).hasPort(port);
			assertThat(local.clientId()).isEqualTo("another");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--server.port=1", "--port", "7071", "port=7071", "--", "" })
	void refusesWhatItDoesNotKnowAndSaysWhatItTakes(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalPirschMain.start(argument))
			.withMessageStartingWith("'" + argument.split("=", 2)[0] + "' is no setting")
			.withMessageContainingAll("--port", "--demo-data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=x", "--port=65536", "--port=-1", "--keep-arrivals=many" })
	void namesTheNumberThatIsWrong(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalPirschMain.start(argument))
			.withMessageStartingWith("'" + argument.substring(2, argument.indexOf('=')) + "' must be a number");
	}

}
