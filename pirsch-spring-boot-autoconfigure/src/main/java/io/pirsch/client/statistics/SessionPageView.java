package io.pirsch.client.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A page view in a session.
 *
 * @param visitorId id of the visitor: an unsigned 64-bit number
 * @param sessionId id of the session: an unsigned 32-bit number
 * @param time when it happened, or {@code null} if unknown
 * @param durationSeconds time spent on the page, in seconds
 * @param path path of the page
 * @param title title of the page, may be empty
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
 * @param tagKeys keys of the tags, may be empty
 * @param tagValues values of the tags in the order of the keys
 */
public record SessionPageView(String visitorId, long sessionId, @Nullable Instant time, long durationSeconds,
		String path, String title, @JsonAlias("language") String languageCode, String countryCode, String region,
		String city, String referrer, String referrerName, String referrerIcon, String os, String osVersion,
		String browser, String browserVersion, boolean desktop, boolean mobile, String screenClass, String utmSource,
		String utmMedium, String utmCampaign, String utmContent, String utmTerm, String hostname, String channel,
		List<String> tagKeys, List<String> tagValues) {

	/**
	 * Returns the tags as pairs.
	 * @return values by their keys, unmodifiable, in the order of the keys
	 */
	public Map<String, String> tags() {
		return ParallelLists.pairs(this.tagKeys, this.tagValues);
	}

}
