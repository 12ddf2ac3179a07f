package io.pirsch.local.statistics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one visitor did without a pause.
 */
final class Session {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final Duration LONGEST = Duration.ofHours(24);

	final String visitorId;

	/** The page views and events, in their order. */
	final List<Step> steps = new ArrayList<>();

	/** The times of extensions, which are no pages, but show that somebody is there. */
	final List<Instant> extensions = new ArrayList<>();

	/** The time of what came last. */
	Instant end;

	private Session(String visitorId, Instant start) {
		this.visitorId = visitorId;
		this.end = start;
	}

	/**
	 * Finds the sessions in what arrived, by the rules of the service. Hits are taken in
	 * the order of their requests; only those of one request are sorted by time, so what
	 * comes late in another spoils durations here as it does there.
	 */
	static List<Session> find(List<Hit> hits, String salt) {
		List<Session> sessions = new ArrayList<>();
		Map<String, Session> latest = new HashMap<>();
		hits.stream().sorted(Comparator.comparing(Hit::request).thenComparing(Hit::time)).forEach((hit) -> {
			String client = hit.text("ip") + "\n" + hit.text("user_agent");
			Session open = latest.get(client);
			if (open != null && open.isOver(hit.time())) {
				open = null;
			}
			if (hit.kind() != Hit.Kind.SESSION) {
				Map<String, String> values = Reading.of(hit);
				if (open == null || open.hasAnotherSource(values)) {
					open = new Session((open != null) ? open.visitorId : visitorId(hit, client, salt), hit.time());
					sessions.add(open);
					latest.put(client, open);
				}
				open.steps.add(new Step(open, hit, values));
				open.end = hit.time();
			}
			else if (open != null) {
				open.extensions.add(hit.time());
				open.end = hit.time();
			}
		});
		return sessions;
	}

	/** A visitor is new on each day, apart from one who stays over midnight. */
	private static String visitorId(Hit hit, String client, String salt) {
		String name = salt + hit.time().atZone(ZoneOffset.UTC).toLocalDate() + client;
		return Long
			.toUnsignedString(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits());
	}

	private boolean isOver(Instant time) {
		return Duration.between(this.end, time).compareTo(IDLE) > 0
				|| Duration.between(entry().time(), time).compareTo(LONGEST) >= 0;
	}

	private boolean hasAnotherSource(Map<String, String> values) {
		return Reading.SOURCE.stream()
			.filter((name) -> !values.getOrDefault(name, "").isEmpty())
			.anyMatch((name) -> !entry().get(name).equals(values.get(name)));
	}

	long id() {
		return Integer.toUnsignedLong(Objects.hash(this.visitorId, entry().time()));
	}

	Step entry() {
		return this.steps.get(0);
	}

	/** Returns the last page view, or the last event of those who saw no page. */
	Step exit() {
		return this.steps.stream().reduce(entry(), (exit, step) -> (step.isView() || exit.isEvent()) ? step : exit);
	}

	/** Returns the page views and events in a period. */
	Stream<Step> steps(Period period) {
		return this.steps.stream().filter((step) -> period.contains(step.time()));
	}

	Stream<Step> views() {
		return this.steps.stream().filter(Step::isView);
	}

	/** A reload is no second page. */
	boolean isBounce() {
		return views().map((view) -> view.get("path")).distinct().count() <= 1
				&& this.steps.stream().noneMatch(Step::isInteractive);
	}

	long seconds() {
		return seconds(entry().time(), this.end);
	}

	/**
	 * Returns how long a page was looked at, as far as is known: to the next page, or
	 * else to the last that is known of the visitor.
	 */
	long secondsOn(Step step) {
		List<Step> later = this.steps.subList(this.steps.indexOf(step) + 1, this.steps.size());
		Instant next = later.stream().filter(Step::isView).map(Step::time).findFirst().orElse(this.end);
		return step.isView() ? seconds(step.time(), next) : 0;
	}

	/** Data that is late makes a time short, never negative. */
	private static long seconds(Instant from, Instant to) {
		return Math.max(0, Duration.between(from, to).toSeconds());
	}

}
