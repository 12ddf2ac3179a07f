package io.pirsch.client.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschConnectionException;
import io.pirsch.client.PirschResponseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PirschStatistics#export}.
 */
@WireMockTest
class ExportTests {

	private static final StatisticsExport EXPORT = StatisticsExport.of(StubbedPirsch.FIRST, StubbedPirsch.LAST);

	private static final int PART = 64 * 1024;

	/** Far more than what may be on its way unasked. */
	private static final long SIZE = 512L * 1024 * 1024;

	@TempDir
	private Path directory;

	private StubbedPirsch pirsch;

	private PirschStatistics api;

	@BeforeEach
	void connect(WireMockRuntimeInfo wireMock) {
		this.pirsch = new StubbedPirsch(wireMock);
		this.api = this.pirsch.client().statistics();
	}

	@Test
	void writesFile() throws Exception {
		stubExport(aResponse().withBody("a zip file"));
		Path file = this.directory.resolve("export.zip");
		Files.writeString(file, "an older and longer zip file");
		StepVerifier.create(this.api.export(EXPORT, file)).verifyComplete();
		assertThat(file).hasContent("a zip file");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
		verify(getRequestedFor(urlPathEqualTo(StubbedPirsch.STATISTICS)).withHeader("Accept",
				equalTo("application/zip, */*")));
	}

	@Test
	void asksForEverything() {
		stubExport(aResponse().withBody("a zip file"));
		StepVerifier.create(released(this.api.export(EXPORT))).expectNext(10L).verifyComplete();
		assertThat(this.pirsch.reads()).containsExactly(StubbedPirsch.STATISTICS
				+ "?from=2024-03-01&to=2024-03-31&visitors=true&pages=true&entry_pages=true&exit_pages=true"
				+ "&session_duration=true&growth=true&languages=true&referrer=true&os=true&browser=true&country=true"
				+ "&region=true&city=true&platform=true&screen=true&utm=true&conversion_goals=true&events=true"
				+ "&tags=true&hostname=true&id=own");
	}

	@Test
	void asksForWhatIsChosen() {
		stubExport(aResponse().withBody("a zip file"));
		StatisticsExport export = EXPORT.withDomainId("other")
			.withAccess("a&b")
			.withContents(ExportContent.TAGS, ExportContent.PAGES);
		StepVerifier.create(released(this.api.export(export))).expectNext(10L).verifyComplete();
		verify(getRequestedFor(urlEqualTo(StubbedPirsch.STATISTICS
				+ "?id=other&from=2024-03-01&to=2024-03-31&access=a%26b&pages=true&tags=true")));
	}

	@Test
	void refusesNothing() {
		assertThatIllegalArgumentException().isThrownBy(EXPORT::withContents)
			.withMessage("An export must have content but has none: choose at least one of ExportContent");
	}

	@Test
	void mayTakeLongerThanOtherCalls() {
		stubExport(aResponse().withBody("a zip file").withFixedDelay(1500));
		PirschClient client = this.pirsch.client((builder) -> builder.domainId("own").timeout(Duration.ofSeconds(1)));
		StepVerifier.create(released(client.statistics().export(EXPORT))).expectNext(10L).verifyComplete();
	}

	@Test
	void hasTimeoutToBegin() {
		stubExport(aResponse().withFixedDelay(20_000));
		StepVerifier.create(impatient().export(EXPORT)).verifyError(PirschConnectionException.class);
	}

	@Test
	void hasTimeoutForPauses() throws Exception {
		stubExport(aResponse().withBody("a zip file").withChunkedDribbleDelay(5, 60_000));
		Path file = this.directory.resolve("export.zip");
		Files.writeString(file, "an older zip file");
		StepVerifier.create(impatient().export(EXPORT, file))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschConnectionException.class)
				.hasMessageContaining("none within 500 ms"));
		assertThat(file).hasContent("an older zip file");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
	}

	@Test
	void refusesTimeoutThatIsNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pirsch.client((builder) -> builder.exportTimeout(Duration.ZERO)))
			.withMessage("'exportTimeout' must be more than zero but is 0s");
	}

	@Test
	void leavesNoFileWhenRefused() {
		stubExport(aResponse().withStatus(400).withBody("{\"error\": [\"no\"]}"));
		StepVerifier.create(this.api.export(EXPORT, this.directory.resolve("export.zip")))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PirschResponseException.class));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void leavesFileWhereNothingIsExported() throws Exception {
		Path file = this.directory.resolve("export.zip");
		Files.writeString(file, "an older zip file");
		StepVerifier.create(PirschClient.disabled().statistics().export(EXPORT, file)).verifyComplete();
		assertThat(file).hasContent("an older zip file");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
	}

	@Test
	void failsWhereFileCannotBeWritten() {
		stubExport(aResponse().withBody("a zip file"));
		StepVerifier.create(this.api.export(EXPORT, this.directory.resolve("missing/export.zip")))
			.verifyError(IOException.class);
	}

	@Test
	void readsNoFurtherThanAsked() {
		AtomicLong sent = new AtomicLong();
		Flux<DataBuffer> parts = Flux.generate((sink) -> {
			if (sent.addAndGet(PART) <= SIZE) {
				sink.next(DefaultDataBufferFactory.sharedInstance.wrap(new byte[PART]));
			}
			else {
				sink.complete();
			}
		});
		ExchangeFunction endless = (request) -> {
			ClientResponse.Builder answer = ClientResponse.create(HttpStatus.OK);
			boolean token = request.url().getPath().endsWith("/token");
			return Mono.just((token ? answer.body("{\"access_token\": \"t\"}") : answer.body(parts)).build());
		};
		PirschStatistics statistics = this.pirsch.client(
				(builder) -> builder.domainId("own").webClientBuilder(WebClient.builder().exchangeFunction(endless)))
			.statistics();
		StepVerifier.create(statistics.export(EXPORT).map(ExportTests::release), 1)
			.expectNextCount(1)
			.then(() -> assertThat(sent).hasValueLessThan(SIZE / 8))
			.thenCancel()
			.verify();
		sent.set(0);
		StepVerifier.create(released(statistics.export(EXPORT))).expectNext(SIZE).verifyComplete();
	}

	private PirschStatistics impatient() {
		return this.pirsch.client((builder) -> builder.domainId("own").exportTimeout(Duration.ofMillis(500)))
			.statistics();
	}

	private static void stubExport(ResponseDefinitionBuilder response) {
		stubFor(get(urlPathEqualTo(StubbedPirsch.STATISTICS)).willReturn(response));
	}

	private static Mono<Long> released(Flux<DataBuffer> parts) {
		return parts.map(ExportTests::release).reduce(Long::sum);
	}

	private static long release(DataBuffer part) {
		int size = part.readableByteCount();
		DataBufferUtils.release(part);
		return size;
	}

}
