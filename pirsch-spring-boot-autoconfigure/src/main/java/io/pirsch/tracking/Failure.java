package io.pirsch.tracking;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.PirschResponseException;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * A request that failed.
 *
 * @param cause what it failed with
 * @param verdict what that means for what was sent
 * @param message a sentence for logs, health and the like, which quotes nothing of what
 * was sent
 */
record Failure(Throwable cause, Verdict verdict, String message) {

	/** No address is shorter, in characters; what is shorter tells nobody apart. */
	private static final int SHORTEST = 7;

	/** Messages are cut off somewhere: so many characters of a value are a quotation. */
	private static final int QUOTATION = 12;

	static Failure of(Throwable cause, List<Hit> hits) {
		String message = String.valueOf(cause.getMessage());
		return new Failure(cause, Verdict.of(cause),
				(cause instanceof PirschResponseException) ? withoutQuotations(message, hits) : message);
	}

	RetryCause retryCause() {
		return this.verdict.cause(this.cause);
	}

	/**
	 * Pirsch, or whatever answers in its place, may say what it did not like. Long values
	 * go first, as they may begin with others.
	 */
	private static String withoutQuotations(String message, List<Hit> hits) {
		List<String> values = hits.stream()
			.flatMap(Failure::values)
			.filter((value) -> value != null && value.length() >= SHORTEST)
			.distinct()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
		String discreet = message;
		for (String value : values) {
			discreet = discreet.replace(value, "…");
		}
		for (String value : values) {
			discreet = withoutBeginning(discreet, value);
		}
		return discreet;
	}

	private static String withoutBeginning(String message, String value) {
		String beginning = value.substring(0, Math.min(QUOTATION, value.length()));
		int start = message.indexOf(beginning);
		if (start < 0) {
			return message;
		}
		int length = beginning.length();
		while (message.regionMatches(start, value, 0, length + 1)) {
			length++;
		}
		return message.substring(0, start) + "…" + message.substring(start + length);
	}

	private static Stream<@Nullable String> values(Hit hit) {
		Visitor visitor = hit.visitor();
		Stream<@Nullable String> values = Stream.of(visitor.ip(), visitor.userAgent(), visitor.secChUa());
		if (hit instanceof PageView page) {
			return Stream.concat(values, values(page));
		}
		if (hit instanceof Event event) {
			return Stream.of(values, values(event.page()), event.metadata().values().stream())
				.flatMap(Function.identity());
		}
		return Stream.concat(values, Stream.of(((SessionExtension) hit).url()));
	}

	private static Stream<@Nullable String> values(PageView page) {
		return Stream.concat(Stream.of(page.url(), page.referrer(), page.title(), page.acceptLanguage(),
				page.cfConnectingIp(), page.xForwardedFor(), page.forwarded(), page.xRealIp()),
				page.tags().values().stream());
	}

}
