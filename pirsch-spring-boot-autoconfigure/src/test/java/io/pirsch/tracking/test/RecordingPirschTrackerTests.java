package io.pirsch.tracking.test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordingPirschTracker}.
 */
class RecordingPirschTrackerTests {

	private static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	private static final Instant TIME = Instant.parse("2026-09-27T10:00:00Z");

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	@Test
	void keepsWhatIsTrackedInOrder() {
		PageView page = page("https://example.com/pricing?plan=pro");
		Event event = Event.builder("Signed up", page).time(TIME).build();
		SessionExtension extension = new SessionExtension(VISITOR, page.url(), TIME);
		this.tracker.track(page);
		this.tracker.track(event);
		this.tracker.track(extension);
		assertThat(this.tracker.all()).containsExactly(page, event, extension);
		assertThat(this.tracker.pageViews()).containsExactly(page);
		assertThat(this.tracker.events()).containsExactly(event);
		assertThat(this.tracker.sessionExtensions()).containsExactly(extension);
	}

	@Test
	void givesATimeToWhatHasNone() {
		Instant before = Instant.now();
		this.tracker.track(PageView.builder("https://example.com/", VISITOR).build());
		assertThat(this.tracker.pageViews().get(0).time()).isBetween(before, Instant.now());
	}

	@Test
	void knowsPagesByTheirPath() {
		this.tracker.track(page("https://example.com/pricing?plan=pro"));
		this.tracker.track(page("https://example.com"));
		this.tracker.track(page("https://example.com/a%20b|c"));
		assertThat(this.tracker.paths()).containsExactly("/pricing", "/", "/a%20b|c");
		assertThat(this.tracker.hasPageView("/pricing")).isTrue();
		assertThat(this.tracker.hasPageView("/pric")).isFalse();
	}

	@Test
	void knowsEventsByTheirName() {
		this.tracker.track(Event.builder("Signed up", page("https://example.com/")).build());
		assertThat(this.tracker.eventNames()).containsExactly("Signed up");
		assertThat(this.tracker.hasEvent("Signed up")).isTrue();
		assertThat(this.tracker.hasEvent("Signed out")).isFalse();
	}

	@Test
	void saysWhatItHasSeen() {
		PageView page = page("https://example.com/pricing");
		this.tracker.track(page);
		this.tracker.track(Event.builder("Signed up", page).build());
		assertThat(this.tracker).hasToString("Page views of [/pricing] and events [Signed up]");
	}

	@Test
	void forgets() {
		this.tracker.track(page("https://example.com/"));
		this.tracker.clear();
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void keepsTheLastEntriesWhenThereAreTooMany() {
		for (int i = 0; i <= RecordingPirschTracker.CAPACITY; i++) {
			this.tracker.track(page("https://example.com/" + i));
		}
		assertThat(this.tracker.all()).hasSize(RecordingPirschTracker.CAPACITY);
		assertThat(this.tracker.paths()).startsWith("/1").endsWith("/" + RecordingPirschTracker.CAPACITY);
	}

	@Test
	void keepsWhatSeveralThreadsTrack() {
		List<Integer> thousand = IntStream.range(0, 1000).boxed().toList();
		thousand.parallelStream().forEach((i) -> this.tracker.track(page("https://example.com/" + i)));
		assertThat(this.tracker.paths())
			.containsExactlyInAnyOrderElementsOf(thousand.stream().map("/%d"::formatted).toList());
	}

	private static PageView page(String url) {
		return PageView.builder(url, VISITOR).time(TIME).build();
	}

}
