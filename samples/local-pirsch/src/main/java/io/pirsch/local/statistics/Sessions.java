package io.pirsch.local.statistics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Lists of single sessions, and how far visitors come in the funnel.
 */
final class Sessions {

	private static final String VISITOR = "language country_code region city channel referrer referrer_name "
			+ "referrer_icon os os_version browser browser_version screen_class utm_source utm_medium utm_campaign "
			+ "utm_content utm_term";

	/** The id of the one funnel: who came, looked at a second page, and did something. */
	private static final String ID = "localFun01";

	private static final List<String> NAMES = List.of("Came", "Looked around", "Did something");

	/** What counts as each step; like the filter of a call. */
	private static final List<Map<String, List<String>>> FILTERS = List.of(Map.of("path", List.of("~/")),
			Map.of("path", List.of("!/")), Map.of("event", List.of("!null")));

	private Sessions() {
	}

	/** The latest first. */
	static @Nullable Object list(Call call) {
		return Ranking.paged(call,
				call.group()
					.sessions()
					.stream()
					.sorted(Comparator.comparing((Session session) -> session.last().time()).reversed())
					.map((session) -> {
						Map<String, @Nullable Object> row = row(session.entry(),
								"visitor_id hostname entry_path exit_path " + VISITOR);
						row.putAll(Call.row("time", session.last().time().toString(), "start",
								session.entry().time().toString(), "duration_seconds", session.seconds(), "page_views",
								session.views().count(), "is_bounce", session.isBounce(), "entry_title",
								session.entry().get("title"), "exit_title", session.exit().get("title"), "extended",
								session.steps.stream().filter(Step::isExtension).count()));
						return row;
					})
					.toList());
	}

	static @Nullable Object details(Call call) {
		return Ranking.paged(call,
				call.sessions()
					.stream()
					.filter((session) -> session.visitorId.equals(call.text("visitor_id"))
							&& session.entry().get("session_id").equals(call.text("session_id")))
					.flatMap((session) -> session.steps.stream())
					.filter((step) -> !step.isExtension())
					.map((step) -> Call.row("page_view", step.isView() ? step(step, "tag", step.tags()) : null, "event",
							step.isEvent() ? step(step, "meta", step.metadata()) : null))
					.toList());
	}

	/** Here the id of the visitor is a number, unlike in the list. */
	private static Map<String, @Nullable Object> step(Step step, String pairs, Map<String, String> values) {
		Map<String, @Nullable Object> row = row(step, "path title " + VISITOR);
		row.putAll(Call.row("visitor_id", new BigInteger(step.get("visitor_id")), "time", step.time().toString(),
				"duration_seconds", step.isEvent() ? step.eventSeconds() : step.session().secondsOn(step),
				pairs + "_keys", List.copyOf(values.keySet()), pairs + "_values", List.copyOf(values.values())));
		if (step.isEvent()) {
			row.put("name", step.get("event"));
		}
		return row;
	}

	private static Map<String, @Nullable Object> row(Step step, String names) {
		Map<String, @Nullable Object> row = Call.row("session_id", step.session().id());
		List.of(names.split(" ")).forEach((name) -> row.put(name, step.get(name)));
		row.put("desktop", step.get("platform").equals("desktop"));
		row.put("mobile", step.get("platform").equals("mobile"));
		return row;
	}

	static Object funnel(Call call) {
		if (!call.text("funnel_id").equals(ID)) {
			throw new InvalidParameter("funnel_id", "must be " + ID);
		}
		List<Map<String, @Nullable Object>> data = new ArrayList<>();
		Set<String> first = call.with(FILTERS.get(0)).group().visitors();
		Set<String> previous = Set.of();
		for (Map<String, List<String>> filter : FILTERS) {
			Set<String> visitors = call.with(filter).group().visitors();
			if (!data.isEmpty()) {
				visitors.retainAll(previous);
			}
			int before = previous.size();
			int dropped = Math.max(0, before - visitors.size());
			data.add(Call.row("step", data.size() + 1, "visitors", visitors.size(), "relative_visitors",
					data.isEmpty() ? 1.0 : Group.share(visitors.size(), first.size()), "previous_visitors", before,
					"relative_previous_visitors", Group.share(visitors.size(), before), "dropped", dropped, "drop_off",
					Group.share(dropped, before)));
			previous = visitors;
		}
		return Call.row("definition", definition(), "data", data);
	}

	private static Map<String, @Nullable Object> definition() {
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		for (String name : NAMES) {
			steps.add(Call.row("id", ID + steps.size(), "funnel_id", ID, "name", name, "step", steps.size(), "filter",
					FILTERS.get(steps.size())));
		}
		return Call.row("id", ID, "domain_id", "localDom01", "name", "Visit", "steps", steps);
	}

}
