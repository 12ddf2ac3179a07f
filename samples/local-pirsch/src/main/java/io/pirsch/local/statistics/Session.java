package io.pirsch.local.statistics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one visitor did without a pause.
 */
final class Session {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final Duration LONGEST = Duration.ofHours(24);

	final String visitorId;

	/** What the visitor did, in its order. */
	final List<Step> steps = new ArrayList<>();

	private Session(String visitorId) {
		this.visitorId = visitorId;
	}

	/**
	 * Finds the sessions in what arrived, by the rules of the service. Hits are taken as
	 * they came; only those of one request are sorted by time, so what comes late in
	 * another spoils durations here as it does there.
	 */
	static List<Session> find(List<Hit> hits, String salt) {
		List<Session> sessions = new ArrayList<>();
		Map<String, Session> latest = new HashMap<>();
		Map<Long, List<Hit>> requests = hits.stream()
			.collect(Collectors.groupingBy(Hit::request, LinkedHashMap::new, Collectors.toList()));
		requests.values()
			.forEach((request) -> request.stream().sorted(Comparator.comparing(Hit::time)).forEach((hit) -> {
				String client = hit.text("ip") + "\n" + hit.text("user_agent");
				Map<String, String> values = Reading.of(hit);
				Session open = latest.get(client);
				boolean over = open == null || open.isOver(hit.time());
				if (hit.kind() != Hit.Kind.SESSION && (open == null || over || open.hasAnotherSource(values))) {
					open = new Session((open == null || over) ? visitorId(hit, client, salt) : open.visitorId);
					sessions.add(open);
					latest.put(client, open);
					over = false;
				}
				if (open != null && !over) {
					if (hit.text("url").isEmpty()) {
						values.put("path", open.exit().get("path"));
					}
					open.steps.add(new Step(open, hit, values));
				}
			}));
		return sessions;
	}

	/** A visitor is new on each day, apart from one who stays over midnight. */
	private static String visitorId(Hit hit, String client, String salt) {
		String name = salt + hit.time().atZone(ZoneOffset.UTC).toLocalDate() + client;
		return Long
			.toUnsignedString(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits());
	}

	private boolean isOver(Instant time) {
		return Duration.between(last().time(), time).compareTo(IDLE) > 0
				|| Duration.between(entry().time(), time).compareTo(LONGEST) >= 0;
	}

	private boolean hasAnotherSource(Map<String, String> values) {
		return Reading.SOURCE.stream().anyMatch((name) -> {
			String value = values.getOrDefault(name, "");
			return !value.isEmpty() && !value.equals(entry().get(name));
		});
	}

	long id() {
		return Integer.toUnsignedLong(Objects.hash(this.visitorId, entry().time()));
	}

	Step entry() {
		return this.steps.get(0);
	}

	Step last() {
		return this.steps.get(this.steps.size() - 1);
	}

	/** Returns the last page view, or the last event of those who saw no page. */
	Step exit() {
		return this.steps.stream()
			.filter((step) -> !step.isExtension())
			.reduce(entry(), (exit, step) -> (step.isView() || exit.isEvent()) ? step : exit);
	}

	/** Returns the page views and events in a period. */
	Stream<Step> steps(Period period) {
		return this.steps.stream().filter((step) -> !step.isExtension() && period.contains(step.time()));
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
		return seconds(entry(), last());
	}

	/**
	 * Returns how long a page was looked at, as far as is known: to the next page, or
	 * else to the last that is known of the visitor.
	 */
	long secondsOn(Step step) {
		List<Step> later = this.steps.subList(this.steps.indexOf(step) + 1, this.steps.size());
		return step.isView() ? seconds(step, later.stream().filter(Step::isView).findFirst().orElse(last())) : 0;
	}

	/** Data that is late makes a time short, never negative. */
	private static long seconds(Step from, Step to) {
		return Math.max(0, Duration.between(from.time(), to.time()).toSeconds());
	}

}
