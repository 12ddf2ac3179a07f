package io.pirsch.local;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Makes up two weeks of visits to a small shop, so that a look at statistics does not
 * have to wait for visitors. Every one of them has the tag {@value LocalPirsch#DEMO_TAG}.
 */
final class DemoData {

	private static final int DAYS = 14;

	private static final long SEED = 20261123;

	private static final List<String> USER_AGENTS = List.of(
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
			"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
			"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
			"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
			"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0");

	private static final List<String> LANGUAGES = List.of("en-GB,en;q=0.5", "en-US,en;q=0.9", "de-DE,de;q=0.9,en;q=0.8",
			"de-DE,de;q=0.9", "fr-FR,fr;q=0.8", "nl-NL,nl;q=0.9", "ja-JP,ja;q=0.9");

	private static final List<String> REFERRERS = List.of("", "", "", "https://search.example/",
			"https://search.example/", "https://www.tea-lovers.example/forum/harbours", "https://news.example/weekend",
			"https://maps.example/pier-4");

	private static final List<String> CAMPAIGNS = List.of("", "", "", "", "", "",
			"?utm_source=newsletter&utm_medium=email&utm_campaign=autumn");

	private static final List<String> ENTRIES = List.of("/", "/", "/", "/teas", "/teas/morning-sencha",
			"/brewing.html");

	private static final List<String> PAGES = List.of("/", "/teas", "/teas", "/teas/harbour-breakfast",
			"/teas/morning-sencha", "/teas/iron-goddess", "/teas/smoked-pine", "/about", "/brewing.html", "/contact");

	/** How busy each hour is. */
	private static final int[] HOURS = { 1, 1, 0, 0, 0, 1, 2, 4, 7, 9, 10, 9, 8, 8, 9, 9, 8, 7, 8, 10, 11, 9, 6, 3 };

	private final Random random = new Random(SEED);

	private final List<Arrival> arrivals = new ArrayList<>();

	private final Instant end;

	private DemoData(Instant end) {
		this.end = end;
	}

	static List<Arrival> until(Instant end) {
		DemoData data = new DemoData(end);
		ZoneId zone = ZoneId.systemDefault();
		LocalDate today = end.atZone(zone).toLocalDate();
		for (int day = DAYS - 1; day >= 0; day--) {
			data.addDay(today.minusDays(day), zone);
		}
		return data.arrivals.stream().sorted(Comparator.comparing(Arrival::receivedAt)).toList();
	}

	private void addDay(LocalDate day, ZoneId zone) {
		boolean weekend = day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
		int visits = (weekend ? 75 : 45) + this.random.nextInt(20);
		for (int i = 0; i < visits; i++) {
			Instant start = day.atTime(hour(), this.random.nextInt(60), this.random.nextInt(60))
				.atZone(zone)
				.toInstant();
			new Visit(start).make();
		}
	}

	private int hour() {
		int ticket = this.random.nextInt(Arrays.stream(HOURS).sum());
		int hour = 0;
		while (ticket >= HOURS[hour]) {
			ticket -= HOURS[hour];
			hour++;
		}
		return hour;
	}

	private <T> T any(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/**
	 * One visitor, who looks around until bored.
	 */
	private final class Visit {

		private final String ip = "198.51.100." + DemoData.this.random.nextInt(256);

		private final String userAgent = any(USER_AGENTS);

		private final String language = any(LANGUAGES);

		private Instant time;

		private Visit(Instant start) {
			this.time = start;
		}

		private void make() {
			String path = any(ENTRIES);
			add(Arrival.Kind.PAGE_VIEW, path + any(CAMPAIGNS), Map.of("referrer", any(REFERRERS)));
			while (DemoData.this.random.nextInt(10) < 6) {
				this.time = this.time.plus(Duration.ofSeconds(10 + DemoData.this.random.nextInt(170)));
				path = any(PAGES);
				add(Arrival.Kind.PAGE_VIEW, path, Map.of());
				if (path.equals("/contact") && DemoData.this.random.nextBoolean()) {
					this.time = this.time.plusSeconds(45);
					add(Arrival.Kind.EVENT, path, Map.of("event_name", "Contact form sent"));
				}
			}
		}

		private void add(Arrival.Kind kind, String path, Map<String, String> more) {
			if (this.time.isAfter(DemoData.this.end)) {
				return;
			}
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			fields.put("url", "http://localhost" + path);
			fields.put("ip", this.ip);
			fields.put("user_agent", this.userAgent);
			fields.put("accept_language", this.language);
			fields.put("tags", Map.of(LocalPirsch.DEMO_TAG, "true"));
			fields.putAll(more);
			DemoData.this.arrivals.add(new Arrival(kind, fields, 0, true, this.time));
		}

	}

}
