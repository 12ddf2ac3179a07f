package io.pirsch.client.statistics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiFunction;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Reads the statistics of a domain. {@code PirschClient.statistics()} returns it.
 * <p>
 * A call is made when its result is subscribed to, and again with every further
 * subscription. Results fail with a {@link io.pirsch.client.PirschException}; they fail
 * with an {@link IllegalStateException}, before any call, if the client has an access
 * key, which can't read, and, after its domain was looked up, if no domain id is given
 * where the client sees more than one domain or none. Rows come all or none: a list is
 * read as a whole before its first row.
 * <p>
 * Where there is no data, a result is empty and there are no rows. Rows come in the order
 * of Pirsch, at most {@value StatisticsFilter#MAX_LIMIT} of them; {@link #all} reads on.
 * A filter that lacks what a call requires is refused at once with an
 * {@link IllegalArgumentException}.
 *
 * @see <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>, section
 * "Statistics"
 */
@HttpExchange("/statistics")
public interface PirschStatistics {

	/**
	 * Reads the summary of the client's domain.
	 * @return the summary
	 */
	@GetExchange("/overview")
	Mono<Overview> overview();

	/**
	 * Reads the summary of a domain.
	 * @param domainId id of the domain
	 * @return the summary
	 */
	@GetExchange("/overview")
	Mono<Overview> overview(@RequestParam("id") String domainId);

	/**
	 * {@return the totals of the whole period}
	 * @param filter which data to read
	 */
	@GetExchange("/total")
	Mono<Totals> totals(StatisticsFilter filter);

	/**
	 * Reads the visitors by day, week, month or year, or by minute if the filter has
	 * times.
	 * @param filter which data to read
	 * @return the rows
	 */
	@GetExchange("/visitor")
	Flux<VisitorStats> visitors(StatisticsFilter filter);

	/**
	 * {@return the growth against the previous period}
	 * @param filter which data to read
	 */
	@GetExchange("/growth")
	Mono<Growth> growth(StatisticsFilter filter);

	/**
	 * Reads the visitors who are on the site now: within the last
	 * {@link StatisticsFilter.Builder#start(Duration) seconds}.
	 * @param filter which data to read
	 * @return the result
	 */
	@GetExchange("/active")
	Mono<ActiveVisitors> activeVisitors(StatisticsFilter filter);

	/**
	 * {@return the visitors by hour of the day}
	 * @param filter which data to read
	 */
	@GetExchange("/hours")
	Flux<HourStats> hours(StatisticsFilter filter);

	/**
	 * {@return the visitors by minute of the hour}
	 * @param filter which data to read
	 */
	@GetExchange("/minutes")
	Flux<MinuteStats> minutes(StatisticsFilter filter);

	/**
	 * {@return the visitors by weekday and hour}
	 * @param filter which data to read
	 */
	@GetExchange("/weekdays")
	Flux<WeekdayHourStats> weekdays(StatisticsFilter filter);

	/**
	 * {@return the average duration of sessions by day, week, month or year}
	 * @param filter which data to read
	 */
	@GetExchange("/duration/session")
	Flux<TimeSpentStats> sessionDuration(StatisticsFilter filter);

	/**
	 * {@return the average time on a page by day, week, month or year}
	 * @param filter which data to read
	 */
	@GetExchange("/duration/page")
	Flux<TimeSpentStats> timeOnPage(StatisticsFilter filter);

	/**
	 * {@return the host names}
	 * @param filter which data to read
	 */
	@GetExchange("/hostname")
	Flux<HostnameStats> hostnames(StatisticsFilter filter);

	/**
	 * {@return the pages}
	 * @param filter which data to read
	 */
	@GetExchange("/page")
	Flux<PageStats> pages(StatisticsFilter filter);

	/**
	 * {@return the pages on which visitors entered the site}
	 * @param filter which data to read
	 */
	@GetExchange("/page/entry")
	Flux<EntryPageStats> entryPages(StatisticsFilter filter);

	/**
	 * {@return the pages on which visitors left the site}
	 * @param filter which data to read
	 */
	@GetExchange("/page/exit")
	Flux<ExitPageStats> exitPages(StatisticsFilter filter);

	/**
	 * {@return the pages on which an event happened}
	 * @param filter which data to read, with an {@link Dimension#EVENT event}
	 */
	@GetExchange("/event/page")
	Flux<PageStats> eventPages(@RequiredParameters("event") StatisticsFilter filter);

	/**
	 * {@return the events}
	 * @param filter which data to read
	 */
	@GetExchange("/events")
	Flux<EventStats> events(StatisticsFilter filter);

	/**
	 * {@return the values of one metadata key of an event}
	 * @param filter which data to read, with an {@link Dimension#EVENT event} and a
	 * {@link Dimension#EVENT_METADATA_KEY metadata key}
	 */
	@GetExchange("/event/meta")
	Flux<EventStats> eventMetadata(@RequiredParameters({ "event", "event_meta_key" }) StatisticsFilter filter);

	/**
	 * Reads the events with their metadata. Without an event in the filter, this is
	 * expensive for Pirsch.
	 * @param filter which data to read
	 * @return the rows
	 */
	@GetExchange("/event/list")
	Flux<EventOccurrence> eventList(StatisticsFilter filter);

	/**
	 * {@return the conversion goals}
	 * @param filter which data to read
	 */
	@GetExchange("/goals")
	Flux<GoalStats> conversionGoals(StatisticsFilter filter);

	/**
	 * Reads a funnel.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#funnelId(String) funnel}
	 * @return the result
	 */
	@GetExchange("/funnel")
	Mono<FunnelStats> funnel(@RequiredParameters("funnel_id") StatisticsFilter filter);

	/**
	 * {@return the referrers}
	 * @param filter which data to read
	 */
	@GetExchange("/referrer")
	Flux<ReferrerStats> referrers(StatisticsFilter filter);

	/**
	 * {@return the channels}
	 * @param filter which data to read
	 */
	@GetExchange("/channel")
	Flux<ChannelStats> channels(StatisticsFilter filter);

	/**
	 * {@return the UTM sources}
	 * @param filter which data to read
	 */
	@GetExchange("/utm/source")
	Flux<UtmStats> utmSources(StatisticsFilter filter);

	/**
	 * {@return the UTM mediums}
	 * @param filter which data to read
	 */
	@GetExchange("/utm/medium")
	Flux<UtmStats> utmMediums(StatisticsFilter filter);

	/**
	 * {@return the UTM campaigns}
	 * @param filter which data to read
	 */
	@GetExchange("/utm/campaign")
	Flux<UtmStats> utmCampaigns(StatisticsFilter filter);

	/**
	 * {@return the UTM contents}
	 * @param filter which data to read
	 */
	@GetExchange("/utm/content")
	Flux<UtmStats> utmContents(StatisticsFilter filter);

	/**
	 * {@return the UTM terms}
	 * @param filter which data to read
	 */
	@GetExchange("/utm/term")
	Flux<UtmStats> utmTerms(StatisticsFilter filter);

	/**
	 * {@return the languages}
	 * @param filter which data to read
	 */
	@GetExchange("/language")
	Flux<LanguageStats> languages(StatisticsFilter filter);

	/**
	 * {@return the countries}
	 * @param filter which data to read
	 */
	@GetExchange("/country")
	Flux<CountryStats> countries(StatisticsFilter filter);

	/**
	 * {@return the regions}
	 * @param filter which data to read
	 */
	@GetExchange("/region")
	Flux<RegionStats> regions(StatisticsFilter filter);

	/**
	 * {@return the cities}
	 * @param filter which data to read
	 */
	@GetExchange("/city")
	Flux<CityStats> cities(StatisticsFilter filter);

	/**
	 * {@return the operating systems}
	 * @param filter which data to read
	 */
	@GetExchange("/os")
	Flux<OperatingSystemStats> operatingSystems(StatisticsFilter filter);

	/**
	 * {@return the versions of operating systems}
	 * @param filter which data to read
	 */
	@GetExchange("/os/version")
	Flux<OperatingSystemVersionStats> operatingSystemVersions(StatisticsFilter filter);

	/**
	 * {@return the browsers}
	 * @param filter which data to read
	 */
	@GetExchange("/browser")
	Flux<BrowserStats> browsers(StatisticsFilter filter);

	/**
	 * {@return the versions of browsers}
	 * @param filter which data to read
	 */
	@GetExchange("/browser/version")
	Flux<BrowserVersionStats> browserVersions(StatisticsFilter filter);

	/**
	 * {@return the screen classes}
	 * @param filter which data to read
	 */
	@GetExchange("/screen")
	Flux<ScreenClassStats> screenClasses(StatisticsFilter filter);

	/**
	 * {@return the platforms}
	 * @param filter which data to read
	 */
	@GetExchange("/platform")
	Mono<PlatformStats> platforms(StatisticsFilter filter);

	/**
	 * {@return the tags}
	 * @param filter which data to read
	 */
	@GetExchange("/tags")
	Flux<TagStats> tags(StatisticsFilter filter);

	/**
	 * {@return the values of a tag}
	 * @param filter which data to read, with a {@link Dimension#TAG tag}
	 */
	@GetExchange("/tag/details")
	Flux<TagStats> tagValues(@RequiredParameters("tag") StatisticsFilter filter);

	/**
	 * {@return the sessions}
	 * @param filter which data to read
	 */
	@GetExchange("/session/list")
	Flux<Session> sessions(StatisticsFilter filter);

	/**
	 * {@return the page views and events of a session}
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#session(String, long) session}
	 */
	@GetExchange("/session/details")
	Flux<SessionStep> sessionSteps(@RequiredParameters({ "visitor_id", "session_id" }) StatisticsFilter filter);

	/**
	 * Reads the search terms of Google Search. The domain must be linked with Google
	 * Search Console.
	 * @param filter which data to read
	 * @return the rows
	 */
	@GetExchange("/keywords")
	Flux<KeywordStats> keywords(StatisticsFilter filter);

	/**
	 * Reads the pages that Google Search shows for a search term. The domain must be
	 * linked with Google Search Console. For the pages of the site see {@link #pages}.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#keyword(String) search term}
	 * @return the rows
	 */
	@GetExchange("/pages")
	Flux<KeywordStats> keywordPages(@RequiredParameters("keyword") StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: the values of a dimension.
	 * @param dimension the dimension; {@link Dimension#PATTERN},
	 * {@link Dimension#PLATFORM} and {@link Dimension#SCREEN_CLASS} have no options
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 * @throws IllegalArgumentException if the dimension has no options
	 */
	@GetExchange("/options/{dimension}")
	Flux<String> options(Dimension dimension, StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: values of event metadata, narrowed by the event and
	 * the metadata key of the filter.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/metadata")
	Flux<String> eventMetadataOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: values of the one tag in the filter.
	 * @param filter which data to read, with exactly one {@link Dimension#TAG tag}
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/tag/value")
	Flux<String> tagValueOptions(@RequiredParameters(value = "tag", single = true) StatisticsFilter filter);

	/**
	 * Reads a list beyond its first rows, call by call, as far as the subscriber asks for
	 * rows: as many a call as the {@link StatisticsFilter.Builder#limit(int) limit} of
	 * the filter, or {@value StatisticsFilter#MAX_LIMIT}, from its
	 * {@link StatisticsFilter.Builder#offset(int) offset} on. A further call is made when
	 * a row is asked for that the calls so far did not bring. It ends with the first call
	 * that brings less than the limit. What changes between the calls may be missed or
	 * come twice.
	 * @param <T> type of the rows
	 * @param list the list, like {@code PirschStatistics::pages}
	 * @param filter which data to read
	 * @return the rows
	 */
	default <T> Flux<T> all(BiFunction<? super PirschStatistics, StatisticsFilter, Flux<T>> list,
			StatisticsFilter filter) {
		return Pages.walk(filter, (page) -> list.apply(this, page));
	}

	/**
	 * Exports statistics as a ZIP file with CSV files. It is passed on as it arrives; it
	 * is never in memory as a whole. The client's time-out for exports bounds how long it
	 * takes to begin and how long it may pause.
	 * @param export what to export
	 * @return parts of the ZIP file, which the subscriber must release
	 */
	@GetExchange(accept = { "application/zip", "*/*" })
	Flux<DataBuffer> export(StatisticsExport export);

	/**
	 * Exports statistics as a ZIP file with CSV files.
	 * @param export what to export
	 * @param file where to write it; an existing file is replaced when the export is
	 * complete, and left as it is if the export fails or is empty
	 * @return completes when the file is complete; fails with an
	 * {@link java.io.IOException} if it can't be written
	 */
	default Mono<Void> export(StatisticsExport export, Path file) {
		return ExportFile.write(export(export), file);
	}

	/**
	 * Deletes statistics for good. Pirsch does so after it has answered.
	 * @param deletion what to delete
	 * @return completes when Pirsch has accepted it
	 */
	@DeleteExchange
	Mono<Void> delete(StatisticsDeletion deletion);

}
