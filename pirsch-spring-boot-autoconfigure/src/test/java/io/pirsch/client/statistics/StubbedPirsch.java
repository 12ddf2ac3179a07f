package io.pirsch.client.statistics;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * Pirsch as far as reading goes, and clients of it.
 */
final class StubbedPirsch {

	static final String STATISTICS = "/api/v1/statistics";

	static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

	static final LocalDate LAST = LocalDate.of(2024, 3, 31);

	private final String url;

	StubbedPirsch(WireMockRuntimeInfo wireMock) {
		this.url = wireMock.getHttpBaseUrl();
		stubFor(post("/api/v1/token").willReturn(okJson("""
				{"access_token": "the-token", "expires_at": "2999-01-01T00:00:00Z"}""")));
	}

	PirschClient client() {
		return client((builder) -> builder.domainId("own"));
	}

	PirschClient client(Consumer<PirschClient.Builder> customizer) {
		return client(PirschCredentials.oauthClient("id", "secret"), customizer);
	}

	PirschClient client(PirschCredentials credentials, Consumer<PirschClient.Builder> customizer) {
		PirschClient.Builder builder = PirschClient.builder(credentials)
			.baseUrl(URI.create(this.url))
			.timeout(Duration.ofSeconds(30));
		customizer.accept(builder);
		return builder.build();
	}

	void answers(String path, String json) {
		stubFor(get(urlPathEqualTo(path)).willReturn(okJson(json)));
	}

	void answersAs(String contentType, String path, String body) {
		stubFor(get(urlPathEqualTo(path)).willReturn(okForContentType(contentType, body)));
	}

	/**
	 * Returns the paths with queries of all reads so far.
	 */
	List<String> reads() {
		return WireMock.findAll(getRequestedFor(anyUrl())).stream().map((request) -> request.getUrl()).toList();
	}

	static StatisticsFilter.Builder march() {
		return StatisticsFilter.builder().from(FIRST).to(LAST);
	}

}
