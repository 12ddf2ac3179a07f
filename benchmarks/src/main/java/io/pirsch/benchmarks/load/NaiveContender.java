package io.pirsch.benchmarks.load;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What one writes without a library: a call for each hit, that nobody waits for.
 */
final class NaiveContender implements Contender {

	private final WebClient webClient;

	NaiveContender(URI api, int connections) {
		WebClient.Builder builder = WebClient.builder();
		if (connections > 0) {
			builder.clientConnector(new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.builder("naive")
				.maxConnections(connections)
				.pendingAcquireMaxCount(-1)
				.build())));
		}
		this.webClient = builder.baseUrl(api.toString())
			.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer pa_benchmark")
			.build();
	}

	@Override
	public void track(Hit hit) {
		this.webClient.post()
			.uri("/api/v1/hit")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Body.of(hit))
			.retrieve()
			.toBodilessEntity()
			.onErrorComplete()
			.subscribe();
	}

	@Override
	public void close() {
		// Nothing that could be closed, or waited for
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record Body(String url, String ip, @JsonProperty("user_agent") String userAgent,
			@JsonProperty("accept_language") String acceptLanguage, String title, String referrer,
			@JsonProperty("sec_ch_ua") @Nullable String brands,
			@JsonProperty("sec_ch_ua_mobile") @Nullable String mobile,
			@JsonProperty("sec_ch_ua_platform") @Nullable String platform) {

		static Body of(Hit hit) {
			Browser browser = hit.browser();
			return new Body(hit.url(), hit.ip(), browser.userAgent(), browser.acceptLanguage(), Hit.TITLE, Hit.REFERRER,
					browser.brands(), browser.mobile(), browser.platform());
		}

	}

}
