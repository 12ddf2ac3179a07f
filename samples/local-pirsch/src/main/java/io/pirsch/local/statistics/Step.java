package io.pirsch.local.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One page view, event or extension within a session.
 */
class Step {

	private static final int MAX_TITLE = 512;

	private final Session session;

	private final Hit.Kind kind;

	private final Instant time;

	private final PageUrl page;

	private final String title;

	private final Map<String, String> tags;

	private final String eventName;

	private final Map<String, String> metadata = new TreeMap<>();

	private final int eventSeconds;

	private final boolean interactive;

	private long secondsOnPage;

	Step(Session session, Hit hit, PageUrl page) {
		this.session = session;
		this.kind = hit.kind();
		this.time = hit.time();
		this.page = page;
		this.title = Texts.cut(Objects.requireNonNullElse(hit.text("title"), ""), MAX_TITLE);
		this.tags = new TreeMap<>(hit.texts("tags"));
		this.eventName = Objects.requireNonNullElse(hit.text("event_name"), "").trim();
		this.eventSeconds = Objects.requireNonNullElse(hit.number("event_duration"), 0);
		this.interactive = !hit.flag("non_interactive");
		if (isEvent()) {
			this.metadata.putAll(this.tags);
			this.metadata.putAll(hit.texts("event_meta"));
		}
	}

	Session session() {
		return this.session;
	}

	boolean isView() {
		return this.kind == Hit.Kind.PAGE_VIEW;
	}

	boolean isEvent() {
		return this.kind == Hit.Kind.EVENT;
	}

	boolean isExtension() {
		return this.kind == Hit.Kind.EXTENSION;
	}

	boolean isInteractive() {
		return this.interactive;
	}

	Instant time() {
		return this.time;
	}

	String hostname() {
		return this.page.hostname();
	}

	String path() {
		return this.page.path();
	}

	String title() {
		return this.title;
	}

	Map<String, String> tags() {
		return this.tags;
	}

	String eventName() {
		return this.eventName;
	}

	Map<String, String> metadata() {
		return this.metadata;
	}

	int eventSeconds() {
		return this.eventSeconds;
	}

	/**
	 * Returns how long the page was looked at, as far as is known: 0 unless something
	 * came after it.
	 */
	long secondsOnPage() {
		return this.secondsOnPage;
	}

	/**
	 * Data that is late makes a page short, never negative.
	 */
	void seenUntil(Instant end) {
		this.secondsOnPage = Math.max(0, Duration.between(this.time, end).toSeconds());
	}

}
