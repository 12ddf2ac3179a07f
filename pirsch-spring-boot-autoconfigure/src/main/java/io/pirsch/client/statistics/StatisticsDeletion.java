package io.pirsch.client.statistics;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which statistics to delete. See the <a href="https://docs.pirsch.io/api-sdks/api">API
 * reference</a>, section "Statistics".
 *
 * @param domainId id of the domain, or {@code null} for the client's domain
 * @param kind what to delete
 * @param from first day
 * @param to last day, included
 */
public record StatisticsDeletion(@JsonProperty("id") @Nullable String domainId, DeletionKind kind, LocalDate from,
		LocalDate to) {

	/**
	 * Checks that nothing is deleted by mistake.
	 * @param domainId see {@link #domainId()}
	 * @param kind see {@link #kind()}
	 * @param from see {@link #from()}
	 * @param to see {@link #to()}
	 * @throws IllegalArgumentException if the kind or a date is missing, or the dates are
	 * reversed
	 */
	public StatisticsDeletion {
		if (domainId != null) {
			FilterValues.text("id", domainId);
		}
		if (kind == null) {
			throw new IllegalArgumentException("'kind' is required but is missing: choose what to delete");
		}
		FilterValues.inOrder(from, to, "set the first and the last day to delete");
	}

	/**
	 * Returns the deletion of statistics of the client's domain.
	 * @param kind what to delete
	 * @param from first day
	 * @param to last day, included
	 * @return the deletion
	 */
	public static StatisticsDeletion of(DeletionKind kind, LocalDate from, LocalDate to) {
		return new StatisticsDeletion(null, kind, from, to);
	}

	/**
	 * Returns a copy with this domain.
	 * @param domainId id of the domain, or {@code null} for the client's domain
	 * @return the copy
	 */
	public StatisticsDeletion withDomainId(@Nullable String domainId) {
		return new StatisticsDeletion(domainId, this.kind, this.from, this.to);
	}

}
