package io.pirsch.tracking.test;

import java.util.Map;
import java.util.function.Consumer;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PirschTrackerAssert}.
 */
class PirschTrackerAssertTests {

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	@BeforeEach
	void track() {
		PageView page = PageView
			.builder("https://example.com/pricing?plan=pro",
					Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
			.build();
		this.tracker.track(page);
		this.tracker.track(Event.builder("Signed up", page).metadata("plan", "pro").build());
	}

	@Test
	void passesWhereItIsAsExpected() {
		assertThat(this.tracker).hasPageView("/pricing")
			.hasNoPageView("/contact")
			.hasPageViews("/pricing")
			.hasEvent("Signed up")
			.hasEvent("Signed up", Map.of("plan", "pro"))
			.hasNoEvent("Signed out");
		this.tracker.clear();
		assertThat(this.tracker).hasNoPageView("/pricing").hasPageViews().hasNothing();
	}

	@Test
	void failsAndSaysWhatThereIsWhereItIsNot() {
		fails((tracker) -> tracker.hasPageView("/contact"), "a page view of", "\"/contact\"", "[/pricing]");
		fails((tracker) -> tracker.hasNoPageView("/pricing"), "no page view of", "\"/pricing\"", "[/pricing]");
		fails((tracker) -> tracker.hasPageViews("/pricing", "/pricing"), "page views of", "[/pricing]");
		fails((tracker) -> tracker.hasEvent("Signed out"), "an event", "\"Signed out\"", "[Signed up]");
		fails((tracker) -> tracker.hasEvent("Signed up", Map.of("plan", "free")), "an event", "free", "pro");
		fails((tracker) -> tracker.hasNoEvent("Signed up"), "no event", "\"Signed up\"", "[Signed up]");
		fails(PirschTrackerAssert::hasNothing, "nothing was tracked", "[/pricing]", "[Signed up]");
	}

	private void fails(Consumer<PirschTrackerAssert> assertion, String... message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertion.accept(assertThat(this.tracker)))
			.withMessageContainingAll(message);
	}

}
