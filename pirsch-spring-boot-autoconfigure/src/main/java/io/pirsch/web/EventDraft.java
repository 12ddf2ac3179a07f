package io.pirsch.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import org.jspecify.annotations.Nullable;

/**
 * An event whose page is not known yet. Not safe for use by several threads.
 */
final class EventDraft implements PirschVisit.EventSpec {

	private static final long MAX_SECONDS = 0xFFFF_FFFFL;

	private final String name;

	private final Instant time;

	private final SafeTracker tracker;

	private @Nullable LimitedMap metadata;

	private @Nullable Duration duration;

	private boolean nonInteractive;

	EventDraft(String name, Instant time, SafeTracker tracker) {
		this.name = name;
		this.time = time;
		this.tracker = tracker;
	}

	String name() {
		return this.name;
	}

	@Override
	public EventDraft metadata(String key, String value) {
		if (this.metadata == null) {
			this.metadata = new LimitedMap(MapLimits.METADATA);
		}
		String excess = this.metadata.put(key, value);
		if (excess != null) {
			this.tracker.warnOfExcess(() -> excess);
		}
		return this;
	}

	@Override
	public EventDraft metadata(Map<String, String> metadata) {
		metadata.forEach(this::metadata);
		return this;
	}

	@Override
	public EventDraft duration(Duration duration) {
		if (duration.isNegative() || duration.toSeconds() > MAX_SECONDS) {
			this.tracker.warnOfExcess(() -> "Event duration left out: it is negative or too long");
			return this;
		}
		this.duration = duration;
		return this;
	}

	@Override
	public EventDraft nonInteractive() {
		this.nonInteractive = true;
		return this;
	}

	Event on(PageView page) {
		Event.Builder event = Event.builder(this.name, page)
			.duration(this.duration)
			.nonInteractive(this.nonInteractive)
			.time(this.time);
		LimitedMap pairs = this.metadata;
		if (pairs != null) {
			// Pirsch stores the tags of the page beside the metadata
			int room = Event.MAX_METADATA - page.tags().size();
			if (pairs.size() > room) {
				this.tracker.warnOfExcess(
						() -> "Metadata left out: there are %d pairs and room for %d".formatted(pairs.size(), room));
			}
			event.metadata(pairs.upTo(room));
		}
		return event.build();
	}

}
