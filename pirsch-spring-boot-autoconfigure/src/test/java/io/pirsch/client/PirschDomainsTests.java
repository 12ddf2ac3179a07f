package io.pirsch.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.pirsch.client.statistics.DeletionKind;
import io.pirsch.client.statistics.StatisticsDeletion;
import io.pirsch.client.statistics.StatisticsFilter;
import io.pirsch.client.statistics.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PirschDomains} and {@link DomainLookup}.
 */
@WireMockTest
class PirschDomainsTests {

	private static final String DOMAIN = "/api/v1/domain";

	private static final String TOTAL = "/api/v1/statistics/total";

	private static final StatisticsFilter TODAY = StatisticsFilter.builder().today().build();

	private PirschClient client;

	private String url;

	@BeforeEach
	void connect(WireMockRuntimeInfo wireMock) {
		this.url = wireMock.getHttpBaseUrl();
		stubFor(post("/api/v1/token").willReturn(okJson("{\"access_token\": \"the-token\"}")));
		stubFor(get(urlPathEqualTo(TOTAL)).willReturn(okJson("{}")));
		this.client = client(null);
	}

	@Test
	void readsEveryMember() {
		stubFor(get(DOMAIN).willReturn(okJson("""
				[{"id": "d", "def_time": "2024-03-31T10:15:30.123456789Z", "mod_time": "2024-03-31T10:00:00Z",
				"user_id": "u", "organization_id": "o", "hostname": "example.com", "subdomain": "example",
				"identification_code": "code", "public": true, "group_by_title": true, "disable_scripts": true,
				"imported_statistics": true, "subscription_active": true, "subscription_plus": true,
				"free_trial": true, "pinned": true, "google_user_id": "gu", "google_user_email": "ge",
				"gsc_domain": "gd", "new_owner": null, "timezone": "Europe/Berlin", "display_name": "Example",
				"custom_domain": "stats.example.com", "active_visitors_seconds": 600,
				"statistics_start": "2023-01-01T00:00:00Z", "theme_id": "t", "user_role": "Owner",
				"settings": {"pages": true}, "theme": {"name": "dark"}, "theme_settings": {"color": "#fff"},
				"metadata": {"plan": {"size": 1}}}]""")));
		StepVerifier.create(this.client.domains().all())
			.expectNext(new Domain("d", Instant.parse("2024-03-31T10:15:30.123456789Z"),
					Instant.parse("2024-03-31T10:00:00Z"), "u", "o", "example.com", "example", "code", true, true, true,
					true, true, true, true, true, "gu", "ge", "gd", "Europe/Berlin", "Example", "stats.example.com",
					600, Instant.parse("2023-01-01T00:00:00Z"), "t", "Owner", Map.of("pages", true),
					Map.of("name", "dark"), Map.of("color", "#fff"), Map.of("plan", Map.of("size", 1))))
			.verifyComplete();
	}

	@Test
	void toleratesMissingMembers() {
		stubFor(get(DOMAIN).willReturn(okJson("[{\"surprise\": 1, \"organization_id\": null}]")));
		StepVerifier.create(this.client.domains().all())
			.expectNext(new Domain("", null, null, "", "", "", "", "", false, false, false, false, false, false, false,
					false, "", "", "", "", "", "", null, null, "", "", Map.of(), Map.of(), Map.of(), Map.of()))
			.verifyComplete();
	}

	@ParameterizedTest
	@MethodSource
	void selects(String query, Function<PirschDomains, Publisher<Domain>> call) {
		stubFor(get(urlPathEqualTo(DOMAIN)).willReturn(okJson("{\"id\": \"d\"}")));
		StepVerifier.create(call.apply(this.client.domains())).expectNextCount(1).verifyComplete();
		stubFor(get(urlPathEqualTo(DOMAIN)).willReturn(okJson("[{\"id\": \"d\"}]")));
		StepVerifier.create(call.apply(this.client.domains())).expectNextCount(1).verifyComplete();
		stubFor(get(urlPathEqualTo(DOMAIN)).willReturn(okJson("null")));
		StepVerifier.create(call.apply(this.client.domains())).verifyComplete();
		verify(3, getRequestedFor(urlEqualTo(DOMAIN + query)));
	}

	static Stream<Arguments> selects() {
		return Stream.of(selection("", PirschDomains::all),
				selection("?search=a%26b", (domains) -> domains.search("a&b")),
				selection("?id=%2B1", (domains) -> domains.byId("+1")),
				selection("?subdomain=s", (domains) -> domains.bySubdomain("s")),
				selection("?domain=stats.example.com", (domains) -> domains.byCustomDomain("stats.example.com")),
				selection("?access=a", (domains) -> domains.byAccess("a")));
	}

	@Test
	void selectsNoneOfSeveral() {
		stubFor(get(urlPathEqualTo(DOMAIN)).willReturn(okJson("[{\"id\": \"d\"}, {\"id\": \"e\"}]")));
		StepVerifier.create(this.client.domains().byId("e"))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschResponseException.class)
				.hasMessageContaining("2 objects instead of one"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"id\": \"d\"}]", "{\"id\": \"d\"}" })
	void looksUpDomainOnceForConcurrentCalls(String answer) {
		stubFor(get(DOMAIN).willReturn(okJson(answer).withFixedDelay(200)));
		Mono<Totals> total = this.client.statistics().totals(TODAY);
		StepVerifier.create(Flux.range(0, 20).flatMap((i) -> total, 20)).expectNextCount(20).verifyComplete();
		StepVerifier.create(this.client.statistics().totals(TODAY)).expectNextCount(1).verifyComplete();
		verify(1, getRequestedFor(urlEqualTo(DOMAIN)));
		verify(21, getRequestedFor(urlPathEqualTo(TOTAL)).withQueryParam("id", equalTo("d")));
	}

	@Test
	void looksUpDomainAgainAfterFailure() {
		stubFor(get(DOMAIN).willReturn(aResponse().withStatus(503)));
		Mono<Totals> total = this.client.statistics().totals(TODAY);
		StepVerifier.create(total).verifyError(PirschResponseException.class);
		stubFor(get(DOMAIN).willReturn(okJson("[]")));
		StepVerifier.create(total)
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessageStartingWith("The client sees no domain"));
		stubFor(get(DOMAIN).willReturn(okJson("[{\"id\": \"d\"}]")));
		StepVerifier.create(total).expectNextCount(1).verifyComplete();
		verify(3, getRequestedFor(urlEqualTo(DOMAIN)));
	}

	@Test
	void listsDomainsThatCanBeChosen() {
		stubFor(get(DOMAIN).willReturn(okJson(
				"[{\"id\": \"d\", \"hostname\": \"example.com\"}, {\"id\": \"e\", \"hostname\": \"example.org\"}]")));
		StepVerifier.create(this.client.statistics().overview())
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessage("The client sees 2 domains, so it must be told which one to read: "
						+ "set 'pirsch.domain-id', or StatisticsFilter.Builder.domainId, to the id of one of "
						+ "example.com (d), example.org (e)"));
	}

	@Test
	void looksUpNoDomainThatIsGiven() {
		StepVerifier.create(this.client.statistics().totals(StatisticsFilter.builder().domainId("f").today().build()))
			.expectNextCount(1)
			.verifyComplete();
		StepVerifier.create(client("g").statistics().totals(TODAY)).expectNextCount(1).verifyComplete();
		verify(0, getRequestedFor(urlPathEqualTo(DOMAIN)));
		verify(1, getRequestedFor(urlPathEqualTo(TOTAL)).withQueryParam("id", equalTo("f")));
		verify(1, getRequestedFor(urlPathEqualTo(TOTAL)).withQueryParam("id", equalTo("g")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void takesBlankIdForNone(String blank) {
		stubFor(get(DOMAIN).willReturn(okJson("[{\"id\": \"d\"}]")));
		StepVerifier.create(client(blank).statistics().totals(TODAY)).expectNextCount(1).verifyComplete();
		verify(1, getRequestedFor(urlEqualTo(DOMAIN)));
	}

	@Test
	void deletesOfDomainThatIsLookedUp() {
		stubFor(get(DOMAIN).willReturn(okJson("[{\"id\": \"d\"}]")));
		stubFor(delete("/api/v1/statistics").willReturn(aResponse()));
		StatisticsDeletion deletion = StatisticsDeletion.of(DeletionKind.EVENTS, LocalDate.EPOCH, LocalDate.EPOCH);
		StepVerifier.create(this.client.statistics().delete(deletion)).verifyComplete();
		verify(deleteRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$[?(@.id == 'd')]")));
	}

	@Test
	void readsNothingWithAccessKey() {
		PirschClient keyed = PirschClient.builder(PirschCredentials.accessKey("pa_key"))
			.baseUrl(URI.create(this.url))
			.build();
		StepVerifier.create(keyed.domains().all()).verifyError(IllegalStateException.class);
		verify(0, anyRequestedFor(anyUrl()));
	}

	private PirschClient client(@Nullable String domainId) {
		return PirschClient.builder(PirschCredentials.oauthClient("id", "secret"))
			.baseUrl(URI.create(this.url))
			.timeout(Duration.ofSeconds(30))
			.domainId(domainId)
			.build();
	}

	private static Arguments selection(String query, Function<PirschDomains, Publisher<Domain>> call) {
		return Arguments.of(query, call);
	}

}
