package io.pirsch.local;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.pirsch.local.statistics.InvalidParameter;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is asked about the one dashboard there is.
 */
class Reporting {

	static final String PATH = "/statistics";

	private static final List<String> KINDS = List.of("", "all", "events", "imported");

	private final History history;

	Reporting(History history) {
		this.history = history;
	}

	Answer answer(String path, ApiCall call) {
		return ofDomain(call.query().get("id"),
				() -> Answer.json(this.history.statistics().answer(path, call.parameters(), call.receivedAt())));
	}

	/**
	 * Answers with a ZIP file.
	 */
	Answer export(ApiCall call) {
		return ofDomain(call.query().get("id"),
				() -> Answer.ok(this.history.statistics().export(call.parameters(), call.receivedAt()))
					.withHeader("Content-Type", "application/zip"));
	}

	/**
	 * Deletes what has arrived; demo data counts as imported.
	 */
	Answer delete(ApiCall call) {
		Map<String, @Nullable Object> body = Objects.requireNonNullElse(Json.object(call.json()), Map.of());
		return ofDomain((body.get("id") instanceof String id) ? id : null, () -> {
			String kind = Objects.toString(body.get("kind"), "");
			if (!KINDS.contains(kind)) {
				throw new Refusal(Map.of("kind", "must be empty, all, events or imported"));
			}
			LocalDate from = day(body, "from", LocalDate.MIN);
			LocalDate to = day(body, "to", LocalDate.MAX);
			Predicate<Arrival> deleted = (arrival) -> {
				LocalDate day = History.time(arrival).atZone(ZoneOffset.UTC).toLocalDate();
				return !day.isBefore(from) && !day.isAfter(to)
						&& (!kind.equals("events") || arrival.kind() == Arrival.Kind.EVENT);
			};
			this.history.delete(deleted, !kind.equals("imported"), !kind.equals("all"));
			return Answer.ok(null);
		});
	}

	private static LocalDate day(Map<String, @Nullable Object> body, String name, LocalDate otherwise) {
		try {
			Object value = body.get(name);
			return (value != null) ? LocalDate.parse(value.toString()) : otherwise;
		}
		catch (DateTimeException ex) {
			throw new Refusal(Map.of(name, "must be a date such as 2023-01-31"));
		}
	}

	private static Answer ofDomain(@Nullable String domain, Supplier<Answer> answer) {
		if (domain == null || domain.isEmpty()) {
			throw new Refusal(Map.of("id", FieldRules.REQUIRED));
		}
		if (!domain.equals(Domains.ID)) {
			throw new Refusal(404, "There is no such domain");
		}
		try {
			return answer.get();
		}
		catch (InvalidParameter ex) {
			throw new Refusal(Map.of(ex.name(), String.valueOf(ex.getMessage())));
		}
	}

}
