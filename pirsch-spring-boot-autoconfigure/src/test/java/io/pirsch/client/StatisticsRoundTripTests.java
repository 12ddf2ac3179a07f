package io.pirsch.client;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import io.pirsch.client.statistics.ActivePage;
import io.pirsch.client.statistics.Dimension;
import io.pirsch.client.statistics.EntryPageStats;
import io.pirsch.client.statistics.EventOccurrence;
import io.pirsch.client.statistics.EventStats;
import io.pirsch.client.statistics.ExitPageStats;
import io.pirsch.client.statistics.HostnameStats;
import io.pirsch.client.statistics.LanguageStats;
import io.pirsch.client.statistics.Match;
import io.pirsch.client.statistics.PirschStatistics;
import io.pirsch.client.statistics.ReferrerStats;
import io.pirsch.client.statistics.Session;
import io.pirsch.client.statistics.SessionPageView;
import io.pirsch.client.statistics.StatisticsFilter;
import io.pirsch.client.statistics.TagStats;
import io.pirsch.client.statistics.TimeSpentStats;
import io.pirsch.client.statistics.UtmStats;
import io.pirsch.client.statistics.VisitorStats;
import io.pirsch.local.LocalPirsch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Sends with {@link PirschClient} and reads back what comes of it, over HTTP and with a
 * server that computes its answers.
 */
class StatisticsRoundTripTests {

	private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

	private static final Visitor ADA = Visitor.of("203.0.113.7",
			"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");

	private static final Visitor BEN = Visitor.of("203.0.113.8", ADA.userAgent());

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T10:00:00Z"));

	private final LocalPirsch local = LocalPirsch.builder().clock(this.clock).start();

	private final PirschClient client = PirschClient
		.builder(PirschCredentials.oauthClient(this.local.clientId(), this.local.clientSecret()))
		.webClientBuilder(Connector.JDK.webClient())
		.baseUrl(this.local.baseUrl())
		.clock(this.clock)
		.build();

	private final PirschStatistics statistics = this.client.statistics();

	private final StatisticsFilter day = StatisticsFilter.builder().from(DAY).to(DAY).build();

	@BeforeEach
	void visit() {
		send(PageView.builder("https://tea.example/?utm_source=newsletter", ADA)
			.referrer("https://www.search.example/results?q=tea")
			.acceptLanguage("de-DE,de;q=0.9")
			.build());
		this.clock.advance(Duration.ofSeconds(20));
		PageView teas = PageView.builder("https://tea.example/teas", ADA).tag("kind", "Oolong").build();
		send(teas);
		send(this.client.send(Event.builder("Order", teas).metadata("total", "9.50").build()));
		send(PageView.builder("https://tea.example/teas", BEN).build());
		this.clock.advance(Duration.ofMinutes(20));
		send(this.client.send(SessionExtension.of(ADA)));
	}

	@AfterEach
	void close() {
		this.local.close();
	}

	@Test
	void readsTotalsAndGrowth() {
		assertThat(read(this.statistics.totals(this.day))).satisfies((totals) -> {
			assertThat(totals.visitors()).isEqualTo(2);
			assertThat(totals.views()).isEqualTo(3);
			assertThat(totals.sessions()).isEqualTo(2);
			assertThat(totals.bounceRate()).isEqualTo(0.5);
		});
		assertThat(read(this.statistics.growth(this.day)).viewsGrowth()).isEqualTo(1);
		assertThat(read(this.statistics.overview()).visitorsTimeSeries()).hasSize(7)
			.last()
			.extracting(VisitorStats::day, VisitorStats::visitors)
			.containsExactly(DAY, 2L);
	}

	@Test
	void readsTimes() {
		assertThat(read(this.statistics.visitors(this.day))).extracting(VisitorStats::day, VisitorStats::views)
			.containsExactly(tuple(DAY, 3L));
		assertThat(read(this.statistics.hours(this.day))).hasSize(24)
			.element(10)
			.satisfies((hour) -> assertThat(hour.views()).isEqualTo(3));
		assertThat(read(this.statistics.sessionDuration(this.day))).extracting(TimeSpentStats::averageTimeSpentSeconds)
			.containsExactly(20L * 60 + 20);
		assertThat(read(this.statistics.weekdays(this.day))).singleElement()
			.satisfies((row) -> assertThat(row.weekday()).isZero());
	}

	@Test
	void readsPages() {
		assertThat(read(this.statistics.pages(this.day)))
			.extracting((page) -> tuple(page.path(), page.visitors(), page.views()))
			.containsExactly(tuple("/teas", 2L, 2L), tuple("/", 1L, 1L));
		assertThat(read(this.statistics.entryPages(this.day))).extracting(EntryPageStats::path, EntryPageStats::entries)
			.containsExactly(tuple("/", 1L), tuple("/teas", 1L));
		assertThat(read(this.statistics.exitPages(this.day))).extracting(ExitPageStats::path, ExitPageStats::exits)
			.containsExactly(tuple("/teas", 2L));
		assertThat(read(this.statistics.hostnames(this.day))).extracting(HostnameStats::hostname)
			.containsExactly("tea.example");
	}

	@Test
	void readsEventsAndTags() {
		assertThat(read(this.statistics.events(this.day)))
			.extracting(EventStats::name, EventStats::count, EventStats::conversionRate, EventStats::metaKeys)
			.containsExactly(tuple("Order", 1L, 0.5, List.of("kind", "total")));
		assertThat(read(this.statistics.eventList(this.day))).extracting(EventOccurrence::name)
			.containsExactly("Order");
		assertThat(read(this.statistics.tags(this.day))).extracting(TagStats::key, TagStats::views)
			.containsExactly(tuple("kind", 1L));
	}

	@Test
	void readsWhereVisitorsComeFrom() {
		assertThat(read(this.statistics.referrers(this.day)))
			.extracting(ReferrerStats::referrerName, ReferrerStats::visitors)
			.containsExactly(tuple("", 1L), tuple("search.example", 1L));
		assertThat(read(this.statistics.utmSources(this.day))).extracting(UtmStats::value)
			.containsExactly("newsletter");
		assertThat(read(this.statistics.languages(this.day))).extracting(LanguageStats::languageCode)
			.containsExactly("", "de");
		assertThat(read(this.statistics.countries(this.day))).isEmpty();
		assertThat(read(this.statistics.platforms(this.day)).desktop()).isEqualTo(2);
	}

	@Test
	void readsWhoIsActive() {
		StatisticsFilter halfAnHour = StatisticsFilter.builder().start(Duration.ofMinutes(30)).build();
		assertThat(read(this.statistics.activeVisitors(halfAnHour)).pages())
			.extracting(ActivePage::path, ActivePage::visitors)
			.containsExactly(tuple("/teas", 2L), tuple("/", 1L));
		StatisticsFilter minute = StatisticsFilter.builder().start(Duration.ofMinutes(1)).build();
		assertThat(read(this.statistics.activeVisitors(minute)).visitors()).isEqualTo(1);
	}

	@Test
	void readsSessionsAndTheirSteps() {
		Session session = read(this.statistics.sessions(this.day)).get(0);
		assertThat(session.extended()).isEqualTo(1);
		assertThat(session.entryPath()).isEqualTo("/");
		StatisticsFilter steps = this.day.toBuilder().session(session.visitorId(), session.sessionId()).build();
		assertThat(read(this.statistics.sessionSteps(steps))).hasSize(3).first().satisfies((step) -> {
			SessionPageView view = Objects.requireNonNull(step.pageView());
			assertThat(view.visitorId()).isEqualTo(session.visitorId());
			assertThat(view.durationSeconds()).isEqualTo(20);
		});
	}

	@Test
	void filtersAsItIsAsked() {
		StatisticsFilter others = this.day.toBuilder().where(Dimension.LANGUAGE, Match.not("de")).build();
		assertThat(read(this.statistics.totals(others)).visitors()).isEqualTo(1);
		StatisticsFilter oolong = this.day.toBuilder().tag("kind", "Oolong").build();
		assertThat(read(this.statistics.pages(oolong))).extracting((page) -> page.path()).containsExactly("/teas");
	}

	private void send(PageView pageView) {
		send(this.client.send(pageView));
	}

	private static void send(Mono<Void> sending) {
		read(sending.thenReturn(true));
	}

	private static <T> T read(Mono<T> mono) {
		return Objects.requireNonNull(mono.block(Duration.ofSeconds(10)));
	}

	private static <T> List<T> read(Flux<T> flux) {
		return read(flux.collectList());
	}

}
