package io.pirsch.sample.pages.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.pirsch.client.PirschAuthenticationException;
import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschException;
import io.pirsch.client.PirschResponseException;
import io.pirsch.client.statistics.ActiveVisitors;
import io.pirsch.client.statistics.EntryPageStats;
import io.pirsch.client.statistics.EventStats;
import io.pirsch.client.statistics.ExitPageStats;
import io.pirsch.client.statistics.Growth;
import io.pirsch.client.statistics.LanguageStats;
import io.pirsch.client.statistics.PageStats;
import io.pirsch.client.statistics.PirschStatistics;
import io.pirsch.client.statistics.ReferrerStats;
import io.pirsch.client.statistics.SortDirection;
import io.pirsch.client.statistics.StatisticsFilter;
import io.pirsch.client.statistics.Totals;
import io.pirsch.client.statistics.VisitorStats;
import io.pirsch.local.LocalPirsch;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads all that the dashboard shows without waiting in a thread. What goes wrong becomes
 * a page that says so.
 */
public class DashboardReader {

	private static final int ROWS = 8;

	private static final Duration ACTIVE = Duration.ofMinutes(10);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

	private final PirschStatistics statistics;

	private final Clock clock;

	/**
	 * Creates a reader.
	 * @param client the client to read with
	 * @param clock tells what day it is, and in which time zone days are shown
	 */
	public DashboardReader(PirschClient client, Clock clock) {
		this.statistics = client.statistics();
		this.clock = clock;
	}

	/**
	 * Reads what the dashboard shows.
	 * @param key name of the period, see {@link DashboardPeriod#of(String)}
	 * @return the dashboard; never empty and never an error of Pirsch
	 */
	public Mono<Dashboard> read(@Nullable String key) {
		DashboardPeriod period = DashboardPeriod.of(key);
		StatisticsFilter filter = period.filter(this.clock, ROWS);
		// One call shows whether Pirsch answers, and spares it the others if it is down
		return this.statistics.totals(filter)
			.flatMap((totals) -> statistics(period, filter, totals))
			.map((read) -> new Dashboard(200, period, read, null))
			.onErrorResume(PirschException.class, (ex) -> Mono.just(failed(period, ex)))
			.onErrorResume(IllegalStateException.class, (ex) -> Mono.just(notSetUp(period)))
			.switchIfEmpty(Mono.fromSupplier(() -> switchedOff(period)));
	}

	private Mono<Dashboard.Statistics> statistics(DashboardPeriod period, StatisticsFilter filter, Totals totals) {
		return Mono
			.zip(figures(period, filter, totals), chart(period, filter), rankings(filter).collectList(), isDemo(filter))
			.map((parts) -> new Dashboard.Statistics(parts.getT1(), parts.getT2(), parts.getT3(),
					DashboardPeriod.zone(this.clock).getId(), parts.getT4()));
	}

	private Mono<List<Dashboard.Figure>> figures(DashboardPeriod period, StatisticsFilter filter, Totals totals) {
		StatisticsFilter now = StatisticsFilter.builder(this.clock)
			.timeZone(DashboardPeriod.zone(this.clock))
			.start(ACTIVE)
			.build();
		return Mono.zip(this.statistics.growth(filter), this.statistics.activeVisitors(now))
			.map((read) -> figures(period, totals, read.getT1(), read.getT2()));
	}

	private static List<Dashboard.Figure> figures(DashboardPeriod period, Totals totals, Growth growth,
			ActiveVisitors active) {
		return List.of(
				new Dashboard.Figure("Visitors", number(totals.visitors()), change(growth.visitorsGrowth(), period)),
				new Dashboard.Figure("Page views", number(totals.views()), change(growth.viewsGrowth(), period)),
				new Dashboard.Figure("Sessions", number(totals.sessions()), change(growth.sessionsGrowth(), period)),
				new Dashboard.Figure("Bounce rate", String.format(Locale.ROOT, "%.0f %%", totals.bounceRate() * 100),
						"left after one page"),
				new Dashboard.Figure("Active now", number(active.visitors()),
						"visitors in the last %d minutes".formatted(ACTIVE.toMinutes())));
	}

	private Mono<Dashboard.Chart> chart(DashboardPeriod period, StatisticsFilter filter) {
		if (period == DashboardPeriod.TODAY) {
			return this.statistics.hours(filter)
				.map((hour) -> new Dashboard.Point("%02d:00".formatted(hour.hour()), hour.visitors(), hour.views()))
				.collectList()
				.map((points) -> new Dashboard.Chart("Hour", points));
		}
		return this.statistics.visitors(filter)
			.map((day) -> new Dashboard.Point(label(day), day.visitors(), day.views()))
			.collectList()
			.map((points) -> new Dashboard.Chart("Day", points));
	}

	private static String label(VisitorStats row) {
		LocalDate day = row.firstDay();
		return (day != null) ? DAY.format(day) : row.minute();
	}

	/**
	 * The calls run side by side; the rankings come in this order.
	 */
	private Flux<Dashboard.Ranking> rankings(StatisticsFilter filter) {
		return Flux.mergeSequential(List.of(
				ranking("Top pages", "Page", "Views", this.statistics.pages(byViews(filter)), PageStats::path,
						PageStats::views),
				ranking("Entry pages", "Page", "Entries", this.statistics.entryPages(filter), EntryPageStats::path,
						EntryPageStats::entries),
				ranking("Exit pages", "Page", "Exits", this.statistics.exitPages(filter), ExitPageStats::path,
						ExitPageStats::exits),
				ranking("Referrers", "Site", "Visitors", this.statistics.referrers(filter),
						(row) -> named(row.referrerName(), "Direct or unknown"), ReferrerStats::visitors),
				ranking("Events", "Event", "Times", this.statistics.events(filter), EventStats::name,
						EventStats::count),
				ranking("Languages", "Language", "Visitors", this.statistics.languages(filter),
						(row) -> language(row.languageCode()), LanguageStats::visitors)));
	}

	private static StatisticsFilter byViews(StatisticsFilter filter) {
		return filter.toBuilder().sort("views", SortDirection.DESC).build();
	}

	private static <T> Mono<Dashboard.Ranking> ranking(String title, String label, String unit, Flux<T> rows,
			Function<T, String> name, ToLongFunction<T> count) {
		return rows.collectList().map((read) -> {
			long most = read.stream().mapToLong(count).max().orElse(0);
			return new Dashboard.Ranking(title, label, unit,
					read.stream()
						.map((row) -> new Dashboard.Row(name.apply(row), count.applyAsLong(row),
								(most > 0) ? 100 * count.applyAsLong(row) / most : 0))
						.toList());
		});
	}

	private Mono<Boolean> isDemo(StatisticsFilter filter) {
		return this.statistics.tags(filter).any((tag) -> tag.key().equals(LocalPirsch.DEMO_TAG));
	}

	private static Dashboard failed(DashboardPeriod period, PirschException ex) {
		if (ex instanceof PirschAuthenticationException) {
			return problem(503, period, "Pirsch gives no answer", "It refuses the credentials of this site.");
		}
		if (ex instanceof PirschResponseException answer) {
			return problem(503, period, "Pirsch gives no answer", "It answered with status " + answer.getStatus()
					+ ". Page views are not affected: they are delivered when it works again.");
		}
		return problem(503, period, "Pirsch cannot be reached",
				"All pages of this site work as ever, and their views are delivered later.");
	}

	/**
	 * The error may list the domains of the client, which are not for visitors to know.
	 */
	private static Dashboard notSetUp(DashboardPeriod period) {
		return problem(200, period, "Statistics cannot be read",
				"To read them, use the id and the secret of an OAuth client; if it has several domains, choose one by 'pirsch.domain-id'.");
	}

	private static Dashboard switchedOff(DashboardPeriod period) {
		return problem(200, period, "There is nothing to read", "Pirsch is switched off on this site.");
	}

	private static Dashboard problem(int status, DashboardPeriod period, String title, String text) {
		return new Dashboard(status, period, null, new Dashboard.Problem(title, text));
	}

	private static String change(double growth, DashboardPeriod period) {
		long percent = Math.round(Math.abs(growth) * 100);
		if (percent == 0) {
			return "as many as " + period.before();
		}
		return String.format(Locale.ROOT, "%,d %% %s than %s", percent, (growth > 0) ? "more" : "fewer",
				period.before());
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String language(String code) {
		return code.isEmpty() ? "Unknown" : Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
	}

	private static String named(String name, String fallback) {
		return name.isEmpty() ? fallback : name;
	}

}
