package io.pirsch.local.statistics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

	/** Its steps; what counts as each is like the filter of a call. */
	private static final List<FunnelStep> STEPS = List.of(new FunnelStep("Came", Map.of("path", List.of("~/"))),
			new FunnelStep("Looked around", Map.of("path", List.of("!/"))),
			new FunnelStep("Did something", Map.of("event", List.of("!null"))));

	private Sessions() {
	}

	/** The latest first. */
	static List<?> list(Table table) {
		return table.call()
			.page(table.all()
				.sessions()
				.stream()
				.sorted(Comparator.comparing((Session session) -> session.end).reversed())
				.map(Sessions::session)
				.toList());
	}

	private static Map<String, @Nullable Object> session(Session session) {
		Step entry = session.entry();
		Map<String, @Nullable Object> row = row(entry, "visitor_id hostname entry_path exit_path " + VISITOR);
		row.putAll(Call.row("time", session.end.toString(), "start", entry.time().toString(), "duration_seconds",
				session.seconds(), "page_views", session.views().count(), "is_bounce", session.isBounce(),
				"entry_title", entry.get("title"), "exit_title", session.exit().get("title"), "extended",
				session.extensions.size()));
		return row;
	}

	static List<?> details(Call call) {
		return call.page(call.sessions()
			.stream()
			.flatMap((session) -> session.steps.stream())
			.filter((step) -> step.get("visitor_id").equals(call.text("visitor_id"))
					&& step.get("session_id").equals(call.text("session_id")))
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
		List<Map<String, @Nullable Object>> steps = new ArrayList<>();
		List<Map<String, @Nullable Object>> data = new ArrayList<>();
		int first = 0;
		Set<String> previous = Set.of();
		for (FunnelStep step : STEPS) {
			Set<String> visitors = new HashSet<>(Table.of(call.with(step.filter())).all().visitors());
			if (!data.isEmpty()) {
				visitors.retainAll(previous);
			}
			first = data.isEmpty() ? visitors.size() : first;
			int before = previous.size();
			int dropped = Math.max(0, before - visitors.size());
			steps.add(Call.row("id", ID + steps.size(), "funnel_id", ID, "name", step.name(), "step", steps.size(),
					"filter", step.filter()));
			data.add(Call.row("step", data.size() + 1, "visitors", visitors.size(), "relative_visitors",
					data.isEmpty() ? 1.0 : Group.share(visitors.size(), first), "previous_visitors", before,
					"relative_previous_visitors", Group.share(visitors.size(), before), "dropped", dropped, "drop_off",
					Group.share(dropped, before)));
			previous = visitors;
		}
		return Call.row("definition", Call.row("id", ID, "domain_id", "localDom01", "name", "Visit", "steps", steps),
				"data", data);
	}

	private record FunnelStep(String name, Map<String, List<String>> filter) {
	}

}
