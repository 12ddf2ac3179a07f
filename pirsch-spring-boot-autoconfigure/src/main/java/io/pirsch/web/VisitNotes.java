package io.pirsch.web;

import java.util.ArrayList;
import java.util.List;

import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

/**
 * What the application has said about a page: most requests have none. Not safe for use
 * by several threads.
 */
final class VisitNotes {

	static final int MAX_EVENTS = 100;

	private @Nullable String title;

	private final LimitedMap tags = new LimitedMap(MapLimits.TAGS);

	private final List<EventDraft> events = new ArrayList<>(2);

	private boolean extended;

	void title(@Nullable String title) {
		this.title = (title != null && !title.isBlank()) ? Cut.toCodePoints(title, PageView.MAX_TITLE) : null;
	}

	/**
	 * Adds a tag.
	 * @return what was left out or cut, or {@code null}
	 */
	@Nullable String tag(String key, String value) {
		return this.tags.put(key, value);
	}

	/**
	 * Keeps an event until the page view is on its way.
	 * @return whether there was room for it
	 */
	boolean keep(EventDraft event) {
		return this.events.size() < MAX_EVENTS && this.events.add(event);
	}

	List<EventDraft> events() {
		return this.events;
	}

	void extend() {
		this.extended = true;
	}

	boolean isExtended() {
		return this.extended;
	}

	void describe(PageView.Builder page) {
		page.title(this.title).tags(this.tags.asMap());
	}

}
