package io.pirsch.local.statistics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Finds the sessions in what arrived, by the rules of the service. Hits are taken as they
 * came; only those of one request are sorted by time, so what comes late in another
 * spoils durations here as it does there.
 */
class Sessions {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final Duration LONGEST = Duration.ofHours(24);

	private final String salt;

	private final List<Session> sessions = new ArrayList<>();

	private final Map<String, Session> latest = new HashMap<>();

	private Sessions(String salt) {
		this.salt = salt;
	}

	static List<Session> of(List<? extends Hit> hits, String salt) {
		Sessions builder = new Sessions(salt);
		for (int from = 0; from < hits.size();) {
			int to = from + 1;
			while (to < hits.size() && hits.get(to).request() == hits.get(from).request()) {
				to++;
			}
			hits.subList(from, to).stream().sorted(Comparator.comparing(Hit::time)).forEach(builder::add);
			from = to;
		}
		return builder.sessions;
	}

	private void add(Hit hit) {
		String client = hit.text("ip") + "\n" + hit.text("user_agent");
		Session known = this.latest.get(client);
		Session open = (known != null && isOpen(known, hit)) ? known : null;
		if (hit.kind() == Hit.Kind.EXTENSION) {
			extend(open, hit);
			return;
		}
		PageUrl page = PageUrl.parse(Objects.requireNonNullElse(hit.text("url"), ""));
		Referrer referrer = Referrer.of(page, hit.text("referrer"));
		Utm utm = Utm.of(page);
		if (open == null || comesFromElsewhere(open, referrer, utm)) {
			String visitor = (open != null) ? open.visitorId() : visitorId(client, hit);
			open = new Session(visitor, hit, referrer, utm);
			this.sessions.add(open);
			this.latest.put(client, open);
		}
		open.add(hit, page);
	}

	private static void extend(@Nullable Session session, Hit hit) {
		if (session != null) {
			String url = hit.text("url");
			Step exit = session.exit();
			session.add(hit, (url != null) ? PageUrl.parse(url) : new PageUrl(exit.hostname(), exit.path(), Map.of()));
		}
	}

	private static boolean isOpen(Session session, Hit hit) {
		return Duration.between(session.lastTime(), hit.time()).compareTo(IDLE) <= 0
				&& Duration.between(session.start(), hit.time()).compareTo(LONGEST) < 0;
	}

	private static boolean comesFromElsewhere(Session session, Referrer referrer, Utm utm) {
		return (!referrer.url().isEmpty() && !referrer.equals(session.referrer())) || utm.differsFrom(session.utm());
	}

	/**
	 * A visitor is new on each day, apart from one who stays over midnight.
	 */
	private String visitorId(String client, Hit hit) {
		LocalDate day = hit.time().atZone(ZoneOffset.UTC).toLocalDate();
		byte[] hash = sha256().digest((this.salt + day + client).getBytes(StandardCharsets.UTF_8));
		long id = 0;
		for (int i = 0; i < Long.BYTES; i++) {
			id = (id << Byte.SIZE) | (hash[i] & 0xff);
		}
		return Long.toUnsignedString(id);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
