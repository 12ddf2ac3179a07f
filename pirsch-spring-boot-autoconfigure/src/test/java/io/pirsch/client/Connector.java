package io.pirsch.client;

import java.util.function.Supplier;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The HTTP clients that the tests run on.
 */
public enum Connector {

	REACTOR_NETTY(ReactorClientHttpConnector::new), JDK(JdkClientHttpConnector::new);

	private final Supplier<ClientHttpConnector> connector;

	Connector(Supplier<ClientHttpConnector> connector) {
		this.connector = connector;
	}

	public WebClient.Builder webClient() {
		return WebClient.builder().clientConnector(this.connector.get());
	}

}
