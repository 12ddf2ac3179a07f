package io.pirsch.docs;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschClient;
import io.pirsch.client.Visitor;
import io.pirsch.client.statistics.Dimension;
import io.pirsch.client.statistics.Match;
import io.pirsch.client.statistics.PageStats;
import io.pirsch.client.statistics.PirschStatistics;
import io.pirsch.client.statistics.StatisticsExport;
import io.pirsch.client.statistics.StatisticsFilter;
import io.pirsch.client.statistics.Totals;
import io.pirsch.docs.Articles.Order;
import io.pirsch.tracking.PirschTracker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Samples of the pages on events and on statistics.
 */
class ClientSamples {

	void paid(Order order, PirschTracker tracker) {
		PageView page = PageView.builder("https://example.com/checkout", Visitor.of(order.ip(), order.userAgent()))
			.build();
		tracker.track(Event.builder("Order paid", page).metadata("plan", order.plan()).build());
	}

	Flux<Void> read(PirschClient client, LocalDate from, LocalDate to) {
		StatisticsFilter lastWeek = StatisticsFilter.builder()
			.last7Days()
			.timeZone(ZoneId.of("Europe/Berlin"))
			.where(Dimension.PATH, Match.contains("/articles/"))
			.where(Dimension.COUNTRY, Match.not("de"))
			.build();

		Mono<Totals> totals = client.statistics().totals(lastWeek);
		Flux<PageStats> pages = client.statistics().all(PirschStatistics::pages, lastWeek);
		Flux<String> browsers = client.statistics().options(Dimension.BROWSER, lastWeek);
		Mono<Void> export = client.statistics().export(StatisticsExport.of(from, to), Path.of("statistics.zip"));
		return Flux.concat(totals.then(), pages.then(), browsers.then(), export);
	}

}
