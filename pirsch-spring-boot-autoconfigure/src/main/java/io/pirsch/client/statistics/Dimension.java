package io.pirsch.client.statistics;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What data can be {@link StatisticsFilter.Builder#where filtered by}, and mostly what
 * there is to choose from, see {@link PirschStatistics#options}. Each takes values that
 * must be equal, and the matches of {@link Match} unless told otherwise.
 */
public enum Dimension {

	/**
	 * Path of a page. There can be none beside {@link #PATTERN}.
	 */
	PATH("path", "page"),

	/**
	 * Path of the first page of a session.
	 */
	ENTRY_PATH("entry_path", "page"),

	/**
	 * Path of the last page of a session.
	 */
	EXIT_PATH("exit_path", "page"),

	/**
	 * Regular expression (RE2) that a path must match, or must not with
	 * {@link Match#not}; no other match. Without options.
	 */
	PATTERN("pattern", null, Dimension::same, false),

	/**
	 * Name of an event.
	 */
	EVENT("event", "event"),

	/**
	 * Key of event metadata, or the exclusion of one with {@link Match#not}; no other
	 * match.
	 */
	EVENT_METADATA_KEY("event_meta_key", "metadata/keys", Dimension::same, false),

	/**
	 * Key of a tag, or the exclusion of one with {@link Match#not}; no other match.
	 */
	TAG("tag", "tag", Dimension::same, false),

	/**
	 * Host name.
	 */
	HOSTNAME("hostname", "hostname"),

	/**
	 * Referrer, a URL or a name.
	 */
	REFERRER("referrer", "referrer"),

	/**
	 * Name of a referrer, mostly its host.
	 */
	REFERRER_NAME("referrer_name", "referrer/name"),

	/**
	 * Channel, like {@code Paid Search}.
	 */
	CHANNEL("channel", "channel"),

	/**
	 * UTM source.
	 */
	UTM_SOURCE("utm_source", "utm/source"),

	/**
	 * UTM medium.
	 */
	UTM_MEDIUM("utm_medium", "utm/medium"),

	/**
	 * UTM campaign.
	 */
	UTM_CAMPAIGN("utm_campaign", "utm/campaign"),

	/**
	 * UTM content.
	 */
	UTM_CONTENT("utm_content", "utm/content"),

	/**
	 * UTM term.
	 */
	UTM_TERM("utm_term", "utm/term"),

	/**
	 * ISO 639-1 code of a language; {@link Match#contains} takes several, separated by
	 * commas.
	 */
	LANGUAGE("language", "language", (code) -> code.toLowerCase(Locale.ROOT), true),

	/**
	 * ISO 3166-1 alpha-2 code of a country, or the exclusion of one with
	 * {@link Match#not}; no other match.
	 */
	COUNTRY("country", "country", FilterValues::country, false),

	/**
	 * Name of a region.
	 */
	REGION("region", "region"),

	/**
	 * Name of a city. Those in the US carry the state, like {@code Portland (OR)}.
	 */
	CITY("city", "city"),

	/**
	 * Name of an operating system.
	 */
	OPERATING_SYSTEM("os", "os"),

	/**
	 * Name of a browser.
	 */
	BROWSER("browser", "browser"),

	/**
	 * Kind of devices: {@code desktop}, {@code mobile} or {@code unknown}, or the
	 * exclusion of one with {@link Match#not}; a single one, and no other match. Without
	 * options.
	 */
	PLATFORM("platform", null, FilterValues::platform, false),

	/**
	 * Class of screens, like {@code XL} or {@code Full HD}. Without options.
	 */
	SCREEN_CLASS("screen_class", null, Dimension::same, true);

	private final String parameter;

	private final @Nullable String options;

	private final UnaryOperator<String> normalizer;

	private final boolean takesAllMatches;

	Dimension(String parameter, String options) {
		this(parameter, options, Dimension::same, true);
	}

	Dimension(String parameter, @Nullable String options, UnaryOperator<String> normalizer, boolean takesAllMatches) {
		this.parameter = parameter;
		this.options = options;
		this.normalizer = normalizer;
		this.takesAllMatches = takesAllMatches;
	}

	/**
	 * Returns the name of the query parameter.
	 */
	String parameter() {
		return this.parameter;
	}

	/**
	 * Returns where the API has the options of this dimension.
	 * @return the path below {@code /statistics/options/}
	 * @throws IllegalArgumentException if it has none
	 */
	public String optionsPath() {
		if (this.options == null) {
			throw new IllegalArgumentException("%s has no options: Pirsch does not tell its values".formatted(this));
		}
		return this.options;
	}

	/**
	 * Returns a value that must be equal, as the API reads it.
	 */
	String equalTo(@Nullable String value) {
		String text = this.takesAllMatches ? FilterValues.equalTo(this.parameter, value)
				: FilterValues.plain(this.parameter, value, Match.NOT, "use Match.not(...)");
		return this.normalizer.apply(text);
	}

	/**
	 * Returns a match, as the API reads it.
	 * @param others the values so far
	 */
	String matching(Match match, List<String> others) {
		if (!this.takesAllMatches && !match.isExclusion()) {
			throw new IllegalArgumentException(
					"%s takes values and Match.not(...), but no other match such as '%s': Pirsch would misread it"
						.formatted(this, match));
		}
		if (match.isNotContains() && others.stream().anyMatch((value) -> value.startsWith(Match.NOT_CONTAINS))) {
			throw new IllegalArgumentException(
					"'%s' must have at most one Match.notContains(...), as Pirsch would take several for alternatives: use Match.not(...) for all but one"
						.formatted(this.parameter));
		}
		return match.toString(this.normalizer);
	}

	/**
	 * Refuses a further value where one is all that the API reads.
	 */
	void checkCount(List<String> values) {
		if (this == PLATFORM && values.size() > 1) {
			throw new IllegalArgumentException(
					"%s takes a single value but has %s: read once for each".formatted(this, values));
		}
	}

	private static String same(String value) {
		return value;
	}

}
