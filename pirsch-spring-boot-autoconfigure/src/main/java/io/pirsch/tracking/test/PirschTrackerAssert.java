package io.pirsch.tracking.test;

import java.util.List;
import java.util.Map;

import io.pirsch.client.Event;
import org.assertj.core.api.AbstractAssert;

/**
 * AssertJ assertions on what was recorded:
 * {@code assertThat(pirsch).hasPageView("/contact").hasEvent("Signed up")}.
 */
public final class PirschTrackerAssert extends AbstractAssert<PirschTrackerAssert, RecordingPirschTracker> {

	PirschTrackerAssert(RecordingPirschTracker actual) {
		super(actual, PirschTrackerAssert.class);
	}

	/**
	 * Verifies that a page was viewed.
	 * @param path path of the page, without query
	 * @return this assertion
	 */
	public PirschTrackerAssert hasPageView(String path) {
		isNotNull();
		if (!this.actual.hasPageView(path)) {
			failWithMessage("Expected a page view of%n  \"%s\"%nbut there are page views of%n  %s", path,
					this.actual.paths());
		}
		return this;
	}

	/**
	 * Verifies that a page was not viewed.
	 * @param path path of the page, without query
	 * @return this assertion
	 */
	public PirschTrackerAssert hasNoPageView(String path) {
		isNotNull();
		if (this.actual.hasPageView(path)) {
			failWithMessage("Expected no page view of%n  \"%s\"%nbut there are page views of%n  %s", path,
					this.actual.paths());
		}
		return this;
	}

	/**
	 * Verifies that exactly these pages were viewed, in this order.
	 * @param paths paths of the pages, without queries; none for no page view
	 * @return this assertion
	 */
	public PirschTrackerAssert hasPageViews(String... paths) {
		isNotNull();
		if (!this.actual.paths().equals(List.of(paths))) {
			failWithMessage("Expected page views of%n  %s%nbut there are page views of%n  %s", List.of(paths),
					this.actual.paths());
		}
		return this;
	}

	/**
	 * Verifies that an event happened.
	 * @param name name of the event
	 * @return this assertion
	 */
	public PirschTrackerAssert hasEvent(String name) {
		isNotNull();
		if (!this.actual.hasEvent(name)) {
			failWithMessage("Expected an event%n  \"%s\"%nbut there are events%n  %s", name, this.actual.eventNames());
		}
		return this;
	}

	/**
	 * Verifies that an event happened with at least this metadata.
	 * @param name name of the event
	 * @param metadata what its metadata contains
	 * @return this assertion
	 */
	public PirschTrackerAssert hasEvent(String name, Map<String, String> metadata) {
		hasEvent(name);
		List<Map<String, String>> found = this.actual.events()
			.stream()
			.filter((event) -> event.name().equals(name))
			.map(Event::metadata)
			.toList();
		if (found.stream().noneMatch((event) -> event.entrySet().containsAll(metadata.entrySet()))) {
			failWithMessage("Expected an event%n  \"%s\" with %s%nbut there are%n  %s", name, metadata, found);
		}
		return this;
	}

	/**
	 * Verifies that an event did not happen.
	 * @param name name of the event
	 * @return this assertion
	 */
	public PirschTrackerAssert hasNoEvent(String name) {
		isNotNull();
		if (this.actual.hasEvent(name)) {
			failWithMessage("Expected no event%n  \"%s\"%nbut there are events%n  %s", name, this.actual.eventNames());
		}
		return this;
	}

	/**
	 * Verifies that nothing was tracked: no page view, event or session extension.
	 * @return this assertion
	 */
	public PirschTrackerAssert hasNothing() {
		isNotNull();
		if (!this.actual.all().isEmpty()) {
			failWithMessage(
					"Expected that nothing was tracked, but there are page views of %s, events %s and %d session extensions",
					this.actual.paths(), this.actual.eventNames(), this.actual.sessionExtensions().size());
		}
		return this;
	}

}
