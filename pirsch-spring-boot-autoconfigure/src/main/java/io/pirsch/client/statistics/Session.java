package io.pirsch.client.statistics;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A session in the list of sessions.
 *
 * @param visitorId id of the visitor: an unsigned 64-bit number
 * @param sessionId id of the session: an unsigned 32-bit number
 * @param time time of the last activity, or {@code null} if unknown
 * @param start when the session began, or {@code null} if unknown
 * @param durationSeconds duration of the session, in seconds
 * @param entryPath path of the first page
 * @param exitPath path of the last page
 * @param pageViews number of page views
 * @param bounce whether the visitor left after one page
 * @param entryTitle title of the first page, may be empty
 * @param exitTitle title of the last page, may be empty
 * @param languageCode ISO 639-1 code in lower case, empty if unknown
 * @param countryCode ISO 3166-1 alpha-2 code in lower case, empty if unknown
 * @param region name of the region, empty if unknown
 * @param city name of the city, empty if unknown
 * @param referrer URL or name of the referrer, empty if unknown
 * @param referrerName name of the referrer, mostly its host, empty if unknown
 * @param referrerIcon URL of an icon, mostly empty
 * @param os name of the operating system, empty if unknown
 * @param osVersion version of the operating system, empty if unknown
 * @param browser name of the browser, empty if unknown
 * @param browserVersion version of the browser, empty if unknown
 * @param desktop whether the device is a desktop one
 * @param mobile whether the device is a mobile one
 * @param screenClass class of the screen, like {@code XL} or {@code Full HD}, empty if
 * unknown
 * @param utmSource source as told by UTM parameter, empty for none
 * @param utmMedium medium as told by UTM parameter, empty for none
 * @param utmCampaign campaign as told by UTM parameter, empty for none
 * @param utmContent content as told by UTM parameter, empty for none
 * @param utmTerm term as told by UTM parameter, empty for none
 * @param hostname host name of the site
 * @param channel name of the channel, like {@code Paid Search}
 * @param extended number of times the session was extended
 */
public record Session(String visitorId, long sessionId, @Nullable Instant time, @Nullable Instant start,
		long durationSeconds, String entryPath, String exitPath, int pageViews, @JsonAlias("is_bounce") boolean bounce,
		String entryTitle, String exitTitle, @JsonAlias("language") String languageCode, String countryCode,
		String region, String city, String referrer, String referrerName, String referrerIcon, String os,
		String osVersion, String browser, String browserVersion, boolean desktop, boolean mobile, String screenClass,
		String utmSource, String utmMedium, String utmCampaign, String utmContent, String utmTerm, String hostname,
		String channel, int extended) {
}
