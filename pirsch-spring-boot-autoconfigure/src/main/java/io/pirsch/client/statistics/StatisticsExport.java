package io.pirsch.client.statistics;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which statistics to export. See the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Statistics".
 *
 * @param domainId id of the domain, or {@code null} for the client's domain
 * @param from first day
 * @param to last day, included
 * @param contents what the export holds, at least one; unmodifiable
 * @param access code of an access link, or {@code null} for none
 */
public record StatisticsExport(@Nullable String domainId, LocalDate from, LocalDate to, Set<ExportContent> contents,
		@Nullable String access) {

	/**
	 * Checks what the API would misread.
	 * @param domainId see {@link #domainId()}
	 * @param from see {@link #from()}
	 * @param to see {@link #to()}
	 * @param contents see {@link #contents()}
	 * @param access see {@link #access()}
	 * @throws IllegalArgumentException if a date is missing, the dates are reversed, or
	 * there is no content
	 */
	public StatisticsExport {
		if (domainId != null) {
			FilterValues.text("id", domainId);
		}
		if (access != null) {
			FilterValues.text("access", access);
		}
		FilterValues.inOrder(from, to, "set the first and the last day to export");
		if (contents.isEmpty()) {
			throw new IllegalArgumentException(
					"An export must have content but has none: choose at least one of ExportContent");
		}
		contents = Collections.unmodifiableSet(EnumSet.copyOf(contents));
	}

	/**
	 * Returns the export of everything of the client's domain.
	 * @param from first day
	 * @param to last day, included
	 * @return the export
	 */
	public static StatisticsExport of(LocalDate from, LocalDate to) {
		return new StatisticsExport(null, from, to, EnumSet.allOf(ExportContent.class), null);
	}

	/**
	 * Returns a copy with this domain.
	 * @param domainId id of the domain, or {@code null} for the client's domain
	 * @return the copy
	 */
	public StatisticsExport withDomainId(@Nullable String domainId) {
		return new StatisticsExport(domainId, this.from, this.to, this.contents, this.access);
	}

	/**
	 * Returns a copy that holds nothing but this.
	 * @param contents what the export holds
	 * @return the copy
	 */
	public StatisticsExport withContents(ExportContent... contents) {
		EnumSet<ExportContent> set = EnumSet.noneOf(ExportContent.class);
		Collections.addAll(set, contents);
		return new StatisticsExport(this.domainId, this.from, this.to, set, this.access);
	}

	/**
	 * Returns a copy with this access link.
	 * @param access code of the access link, or {@code null} for none
	 * @return the copy
	 */
	public StatisticsExport withAccess(@Nullable String access) {
		return new StatisticsExport(this.domainId, this.from, this.to, this.contents, access);
	}

	/**
	 * Returns what the API is told.
	 * @return values by the names of the query parameters, unmodifiable, not encoded
	 */
	public Map<String, List<String>> parameters() {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		put(parameters, "id", this.domainId);
		put(parameters, "from", this.from.toString());
		put(parameters, "to", this.to.toString());
		put(parameters, "access", this.access);
		this.contents.forEach((content) -> put(parameters, FilterValues.constant(content), "true"));
		return Collections.unmodifiableMap(parameters);
	}

	private static void put(Map<String, List<String>> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, List.of(value));
		}
	}

}
