package io.pirsch.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import io.pirsch.tracking.PirschTracker;

/**
 * Keeps what it is told, in order.
 */
public class RecordingTracker implements PirschTracker {

	private final List<Object> tracked = new CopyOnWriteArrayList<>();

	@Override
	public void track(PageView pageView) {
		this.tracked.add(pageView);
	}

	@Override
	public void track(Event event) {
		this.tracked.add(event);
	}

	@Override
	public void track(SessionExtension extension) {
		this.tracked.add(extension);
	}

	public List<Object> all() {
		return this.tracked;
	}

	public List<PageView> pageViews() {
		return of(PageView.class);
	}

	public List<Event> events() {
		return of(Event.class);
	}

	public List<SessionExtension> extensions() {
		return of(SessionExtension.class);
	}

	private <T> List<T> of(Class<T> type) {
		return this.tracked.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
