package io.pirsch.tracking.test;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.pirsch.client.Event;
import io.pirsch.client.Hit;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.tracking.PirschTracker;
import org.assertj.core.api.AssertProvider;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Keeps what an application tells Pirsch, for a test to look at, and sends nothing.
 * Declared as a bean, it takes the place of the tracker that sends. With AssertJ,
 * {@code assertThat(pirsch).hasPageView("/contact")} reads well. Needs AssertJ on the
 * class path, which Spring Boot's starter for tests brings.
 * <p>
 * Keeps the last {@value #CAPACITY} entries. Safe for use by several threads.
 */
public class RecordingPirschTracker implements PirschTracker, AssertProvider<PirschTrackerAssert> {

	/**
	 * Largest number of entries that are kept.
	 */
	public static final int CAPACITY = 10_000;

	private final Deque<Hit> entries = new ArrayDeque<>();

	/**
	 * Creates a tracker that has recorded nothing yet.
	 */
	public RecordingPirschTracker() {
	}

	@Override
	public synchronized void track(Hit hit) {
		Hit timed = (hit.time() != null) ? hit : hit.withTime(Instant.now());
		if (this.entries.size() == CAPACITY) {
			this.entries.removeFirst();
		}
		this.entries.addLast(timed);
	}

	/**
	 * Returns the page views.
	 * @return the page views in the order in which they were tracked
	 */
	public List<PageView> pageViews() {
		return only(PageView.class);
	}

	/**
	 * Returns the events.
	 * @return the events in the order in which they were tracked
	 */
	public List<Event> events() {
		return only(Event.class);
	}

	/**
	 * Returns the session extensions.
	 * @return the session extensions in the order in which they were tracked
	 */
	public List<SessionExtension> sessionExtensions() {
		return only(SessionExtension.class);
	}

	/**
	 * Returns page views, events and session extensions.
	 * @return all of them in the order in which they were tracked
	 */
	public synchronized List<Hit> all() {
		return new ArrayList<>(this.entries);
	}

	/**
	 * Returns which pages were viewed.
	 * @return the paths of the page views in the order in which they were tracked,
	 * without queries
	 */
	public List<String> paths() {
		return pageViews().stream().map(RecordingPirschTracker::path).toList();
	}

	/**
	 * Returns which events happened.
	 * @return the names of the events in the order in which they were tracked
	 */
	public List<String> eventNames() {
		return events().stream().map(Event::name).toList();
	}

	/**
	 * Whether a page was viewed.
	 * @param path path of the page, without query
	 * @return whether there is a page view with this path
	 */
	public boolean hasPageView(String path) {
		return paths().contains(path);
	}

	/**
	 * Whether an event happened.
	 * @param name name of the event
	 * @return whether there is an event with this name
	 */
	public boolean hasEvent(String name) {
		return eventNames().contains(name);
	}

	/**
	 * Forgets everything, for example before each test.
	 */
	public synchronized void clear() {
		this.entries.clear();
	}

	/**
	 * Used by AssertJ's {@code assertThat}.
	 */
	@Override
	public PirschTrackerAssert assertThat() {
		return new PirschTrackerAssert(this);
	}

	private <T> List<T> only(Class<T> type) {
		return all().stream().filter(type::isInstance).map(type::cast).toList();
	}

	private static String path(PageView page) {
		String path = UriComponentsBuilder.fromUriString(page.url()).build().getPath();
		return (path != null && !path.isEmpty()) ? path : "/";
	}

	@Override
	public String toString() {
		return "Page views of " + paths() + " and events " + eventNames();
	}

}
