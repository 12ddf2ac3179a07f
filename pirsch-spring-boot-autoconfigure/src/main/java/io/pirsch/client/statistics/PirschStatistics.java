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
 * key, which can't read, and if no domain id is given where the client sees more than one
 * domain or none. Rows come all or none: a list is read as a whole before its first row.
 * <p>
 * A list has at most {@value StatisticsFilter#MAX_LIMIT} rows; {@link #all} reads on.
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
	 * Reads the totals of the whole period.
	 * @param filter which data to read
	 * @return the result; empty if there is no data
	 */
	@GetExchange("/total")
	Mono<Totals> totals(StatisticsFilter filter);

	/**
	 * Reads the visitors by day, week, month or year, or by minute if the filter has
	 * times.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/visitor")
	Flux<VisitorStats> visitors(StatisticsFilter filter);

	/**
	 * Reads the growth against the previous period.
	 * @param filter which data to read
	 * @return the result; empty if there is no data
	 */
	@GetExchange("/growth")
	Mono<Growth> growth(StatisticsFilter filter);

	/**
	 * Reads the visitors who are on the site now: within the last
	 * {@link StatisticsFilter.Builder#start(Duration) seconds}.
	 * @param filter which data to read
	 * @return the result; empty if there is no data
	 */
	@GetExchange("/active")
	Mono<ActiveVisitors> activeVisitors(StatisticsFilter filter);

	/**
	 * Reads the visitors by hour of the day.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/hours")
	Flux<HourStats> hours(StatisticsFilter filter);

	/**
	 * Reads the visitors by minute of the hour.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/minutes")
	Flux<MinuteStats> minutes(StatisticsFilter filter);

	/**
	 * Reads the visitors by weekday and hour.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/weekdays")
	Flux<WeekdayHourStats> weekdays(StatisticsFilter filter);

	/**
	 * Reads the average duration of sessions by day, week, month or year.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/duration/session")
	Flux<TimeSpentStats> sessionDuration(StatisticsFilter filter);

	/**
	 * Reads the average time on a page by day, week, month or year.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/duration/page")
	Flux<TimeSpentStats> timeOnPage(StatisticsFilter filter);

	/**
	 * Reads the host names.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/hostname")
	Flux<HostnameStats> hostnames(StatisticsFilter filter);

	/**
	 * Reads the pages.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/page")
	Flux<PageStats> pages(StatisticsFilter filter);

	/**
	 * Reads the pages on which visitors entered the site.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/page/entry")
	Flux<EntryPageStats> entryPages(StatisticsFilter filter);

	/**
	 * Reads the pages on which visitors left the site.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/page/exit")
	Flux<ExitPageStats> exitPages(StatisticsFilter filter);

	/**
	 * Reads the pages on which an event happened.
	 * @param filter which data to read, with an
	 * {@link StatisticsFilter.Builder#event(String...) event}
	 * @return the rows, in the order of Pirsch; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/event/page")
	Flux<PageStats> eventPages(@RequiredParameters("event") StatisticsFilter filter);

	/**
	 * Reads the events.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/events")
	Flux<EventStats> events(StatisticsFilter filter);

	/**
	 * Reads the values of one metadata key of an event.
	 * @param filter which data to read, with an
	 * {@link StatisticsFilter.Builder#event(String...) event} and a
	 * {@link StatisticsFilter.Builder#eventMetadataKey(String...) metadata key}
	 * @return the rows, in the order of Pirsch; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/event/meta")
	Flux<EventStats> eventMetadata(@RequiredParameters({ "event", "event_meta_key" }) StatisticsFilter filter);

	/**
	 * Reads the events with their metadata. Without an event in the filter, this is
	 * expensive for Pirsch.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/event/list")
	Flux<EventOccurrence> eventList(StatisticsFilter filter);

	/**
	 * Reads the conversion goals.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/goals")
	Flux<GoalStats> conversionGoals(StatisticsFilter filter);

	/**
	 * Reads a funnel.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#funnelId(String) funnel}
	 * @return the result; empty if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/funnel")
	Mono<FunnelStats> funnel(@RequiredParameters("funnel_id") StatisticsFilter filter);

	/**
	 * Reads the referrers.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/referrer")
	Flux<ReferrerStats> referrers(StatisticsFilter filter);

	/**
	 * Reads the channels.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/channel")
	Flux<ChannelStats> channels(StatisticsFilter filter);

	/**
	 * Reads the UTM sources.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/utm/source")
	Flux<UtmStats> utmSources(StatisticsFilter filter);

	/**
	 * Reads the UTM mediums.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/utm/medium")
	Flux<UtmStats> utmMediums(StatisticsFilter filter);

	/**
	 * Reads the UTM campaigns.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/utm/campaign")
	Flux<UtmStats> utmCampaigns(StatisticsFilter filter);

	/**
	 * Reads the UTM contents.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/utm/content")
	Flux<UtmStats> utmContents(StatisticsFilter filter);

	/**
	 * Reads the UTM terms.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/utm/term")
	Flux<UtmStats> utmTerms(StatisticsFilter filter);

	/**
	 * Reads the languages.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/language")
	Flux<LanguageStats> languages(StatisticsFilter filter);

	/**
	 * Reads the countries.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/country")
	Flux<CountryStats> countries(StatisticsFilter filter);

	/**
	 * Reads the regions.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/region")
	Flux<RegionStats> regions(StatisticsFilter filter);

	/**
	 * Reads the cities.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/city")
	Flux<CityStats> cities(StatisticsFilter filter);

	/**
	 * Reads the operating systems.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/os")
	Flux<OperatingSystemStats> operatingSystems(StatisticsFilter filter);

	/**
	 * Reads the versions of operating systems.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/os/version")
	Flux<OperatingSystemVersionStats> operatingSystemVersions(StatisticsFilter filter);

	/**
	 * Reads the browsers.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/browser")
	Flux<BrowserStats> browsers(StatisticsFilter filter);

	/**
	 * Reads the versions of browsers.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/browser/version")
	Flux<BrowserVersionStats> browserVersions(StatisticsFilter filter);

	/**
	 * Reads the screen classes.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/screen")
	Flux<ScreenClassStats> screenClasses(StatisticsFilter filter);

	/**
	 * Reads the platforms.
	 * @param filter which data to read
	 * @return the result; empty if there is no data
	 */
	@GetExchange("/platform")
	Mono<PlatformStats> platforms(StatisticsFilter filter);

	/**
	 * Reads the tags.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/tags")
	Flux<TagStats> tags(StatisticsFilter filter);

	/**
	 * Reads the values of a tag.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#tagKey(String...) tag}
	 * @return the rows, in the order of Pirsch; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/tag/details")
	Flux<TagStats> tagValues(@RequiredParameters("tag") StatisticsFilter filter);

	/**
	 * Reads the sessions.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/session/list")
	Flux<Session> sessions(StatisticsFilter filter);

	/**
	 * Reads the page views and events of a session.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#session(String, long) session}
	 * @return the rows, in the order of Pirsch; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/session/details")
	Flux<SessionStep> sessionSteps(@RequiredParameters({ "visitor_id", "session_id" }) StatisticsFilter filter);

	/**
	 * Reads the search terms of Google Search. The domain must be linked with Google
	 * Search Console.
	 * @param filter which data to read
	 * @return the rows, in the order of Pirsch; none if there is no data
	 */
	@GetExchange("/keywords")
	Flux<KeywordStats> keywords(StatisticsFilter filter);

	/**
	 * Reads the pages that Google Search shows for a search term. The domain must be
	 * linked with Google Search Console. For the pages of the site see {@link #pages}.
	 * @param filter which data to read, with a
	 * {@link StatisticsFilter.Builder#keyword(String) search term}
	 * @return the rows, in the order of Pirsch; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
	 */
	@GetExchange("/pages")
	Flux<KeywordStats> keywordPages(@RequiredParameters("keyword") StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: host names.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/hostname")
	Flux<String> hostnameOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: paths, of entry and exit pages, too.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/page")
	Flux<String> pageOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: referrers.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/referrer")
	Flux<String> referrerOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: names of referrers.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/referrer/name")
	Flux<String> referrerNameOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: channels.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/channel")
	Flux<String> channelOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: names of events.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/event")
	Flux<String> eventOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: country codes.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/country")
	Flux<String> countryOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: regions.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/region")
	Flux<String> regionOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: cities.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/city")
	Flux<String> cityOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: language codes.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/language")
	Flux<String> languageOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: browsers.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/browser")
	Flux<String> browserOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: operating systems.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/os")
	Flux<String> operatingSystemOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: UTM sources.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/utm/source")
	Flux<String> utmSourceOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: UTM mediums.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/utm/medium")
	Flux<String> utmMediumOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: UTM campaigns.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/utm/campaign")
	Flux<String> utmCampaignOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: UTM contents.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/utm/content")
	Flux<String> utmContentOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: UTM terms.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/utm/term")
	Flux<String> utmTermOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: keys of event metadata.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/metadata/keys")
	Flux<String> eventMetadataKeyOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: values of event metadata, narrowed by the event and
	 * the metadata key of the filter.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/metadata")
	Flux<String> eventMetadataOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: keys of tags.
	 * @param filter which data to read
	 * @return the values in ascending order; none if there is no data
	 */
	@GetExchange("/options/tag")
	Flux<String> tagOptions(StatisticsFilter filter);

	/**
	 * Reads what can be filtered by: values of the one tag in the filter.
	 * @param filter which data to read, with exactly one
	 * {@link StatisticsFilter.Builder#tagKey(String...) tag}
	 * @return the values in ascending order; none if there is no data
	 * @throws IllegalArgumentException if the filter lacks what is required
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
	 * complete, and left as it is if the export fails
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
