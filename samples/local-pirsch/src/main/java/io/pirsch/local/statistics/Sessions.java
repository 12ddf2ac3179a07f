package io.pirsch.local.statistics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the sessions in what arrived, by the rules of the service. Hits are taken as they
 * came; only those of one request are sorted by time, so what comes late in another
 * spoils durations here as it does there.
 */
final class Sessions {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final Duration LONGEST = Duration.ofHours(24);

	private static final List<String> CAMPAIGN = List.of("utm_source", "utm_medium", "utm_campaign", "utm_content",
			"utm_term");

	private static final int MAX_LANGUAGE = 10;

	private final String salt;

	private final List<Session> sessions = new ArrayList<>();

	private final Map<String, Session> latest = new HashMap<>();

	private Sessions(String salt) {
		this.salt = salt;
	}

	static List<Session> of(List<Hit> hits, String salt) {
		Sessions builder = new Sessions(salt);
		for (int from = 0, to = 0; from < hits.size(); from = to) {
			while (to < hits.size() && hits.get(to).request() == hits.get(from).request()) {
				to++;
			}
			hits.subList(from, to).stream().sorted(Comparator.comparing(Hit::time)).forEach(builder::add);
		}
		return builder.sessions;
	}

	private void add(Hit hit) {
		String client = hit.text("ip") + "\n" + hit.text("user_agent");
		Session open = this.latest.get(client);
		if (open != null && (Duration.between(open.last().time, hit.time()).compareTo(IDLE) > 0
				|| Duration.between(open.start(), hit.time()).compareTo(LONGEST) >= 0)) {
			open = null;
		}
		PageUrl page = PageUrl.parse(hit.text("url"));
		if (hit.kind() == Hit.Kind.EXTENSION) {
			if (open != null) {
				Step exit = open.exit();
				open.steps()
					.add(new Step(open, hit, hit.text("url").isEmpty()
							? new PageUrl(exit.get("hostname"), exit.path(), Map.of()) : page));
			}
			return;
		}
		Map<String, String> source = source(hit, page);
		if (open == null || comesFromElsewhere(open, source)) {
			source.put("visitor_id", (open != null) ? open.visitorId() : visitorId(client, hit));
			source.put("language", language(hit));
			source.putAll(Device.of(hit));
			open = new Session(hit.time(), source);
			this.sessions.add(open);
			this.latest.put(client, open);
		}
		open.steps().add(new Step(open, hit, page));
	}

	private static Map<String, String> source(Hit hit, PageUrl page) {
		Map<String, String> source = new HashMap<>();
		Referrer referrer = Referrer.of(page, hit.text("referrer"));
		source.put("referrer", referrer.url());
		source.put("referrer_name", referrer.name());
		CAMPAIGN.forEach((name) -> source.put(name, page.parameter(name)));
		return source;
	}

	private static boolean comesFromElsewhere(Session session, Map<String, String> source) {
		return source.entrySet()
			.stream()
			.anyMatch((part) -> !part.getValue().isEmpty()
					&& !part.getValue().equals(session.values().get(part.getKey())));
	}

	/**
	 * Returns the code of the first language.
	 */
	private static String language(Hit hit) {
		String code = hit.text("accept_language").split("[,;-]", 2)[0].trim().toLowerCase(Locale.ROOT);
		return code.equals("*") ? "" : PageUrl.cut(code, MAX_LANGUAGE);
	}

	/**
	 * A visitor is new on each day, apart from one who stays over midnight.
	 */
	private String visitorId(String client, Hit hit) {
		String name = this.salt + hit.time().atZone(ZoneOffset.UTC).toLocalDate() + client;
		return Long
			.toUnsignedString(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits());
	}

}
