package io.pirsch.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The visit of one request: open while the application handles it, then recording, then
 * closed. What it holds is created when it is needed, since most requests need nothing.
 */
final class RequestVisit implements PirschVisit {

	static final int MAX_EVENTS = 100;

	private static final Log logger = LogFactory.getLog(PirschVisit.class);

	private final Outbox outbox;

	private final long openedMillis;

	private volatile Wish wish = Wish.NONE;

	private volatile boolean needsPage;

	// All below are guarded by this

	private State state = State.OPEN;

	private @Nullable String title;

	private @Nullable Pairs tags;

	private @Nullable List<EventDraft> events;

	private boolean extended;

	private @Nullable PageView page;

	RequestVisit(Outbox outbox) {
		this.outbox = outbox;
		this.openedMillis = outbox.millis();
	}

	@Override
	public synchronized PirschVisit title(@Nullable String title) {
		this.title = (title != null && !title.isBlank()) ? Cut.toCodePoints(title, PageView.MAX_TITLE) : null;
		return this;
	}

	@Override
	public synchronized PirschVisit tag(String key, String value) {
		if (this.tags == null) {
			this.tags = Pairs.tags(this.outbox);
		}
		this.tags.put(key, value);
		return this;
	}

	@Override
	public PirschVisit tags(Map<String, String> tags) {
		tags.forEach(this::tag);
		return this;
	}

	@Override
	public PirschVisit track(String eventName) {
		return track(eventName, (event) -> {
		});
	}

	@Override
	public PirschVisit track(String eventName, Consumer<EventSpec> more) {
		if (eventName == null || eventName.isBlank()) {
			this.outbox.warnOfExcess(() -> "Event left out: it has no name");
			return this;
		}
		EventDraft event = new EventDraft(eventName, Instant.ofEpochMilli(this.outbox.millis()), this.outbox);
		more.accept(event);
		if (!keep(event)) {
			send(event);
		}
		return this;
	}

	/**
	 * Keeps an event until the page view is on its way.
	 * @return whether it was still time to
	 */
	private synchronized boolean keep(EventDraft event) {
		if (this.state == State.CLOSED) {
			return false;
		}
		this.needsPage = true;
		if (this.events == null) {
			this.events = new ArrayList<>(2);
		}
		if (this.events.size() < MAX_EVENTS) {
			this.events.add(event);
		}
		else {
			this.outbox.warnOfExcess(() -> "Event left out: its request has %d already".formatted(MAX_EVENTS));
		}
		return true;
	}

	@Override
	public PirschVisit doNotCount() {
		this.wish = Wish.DO_NOT_COUNT;
		return this;
	}

	@Override
	public PirschVisit count() {
		this.wish = Wish.COUNT;
		return this;
	}

	@Override
	public PirschVisit extendSession() {
		synchronized (this) {
			if (this.state != State.CLOSED) {
				this.needsPage = true;
				this.extended = true;
				return this;
			}
		}
		sendExtension();
		return this;
	}

	Instant openedAt() {
		return Instant.ofEpochMilli(this.openedMillis);
	}

	/**
	 * Notes that the application holds the visit and may use it after the request, when
	 * the request cannot be read any more.
	 */
	void handOut() {
		this.needsPage = true;
	}

	/**
	 * Starts to record the visit.
	 * @return whether this was the first call
	 */
	synchronized boolean startRecording() {
		if (this.state != State.OPEN) {
			return false;
		}
		this.state = State.RECORDING;
		return true;
	}

	Wish wish() {
		return this.wish;
	}

	/**
	 * Whether there are, or may yet be, events or extensions that need the page.
	 */
	boolean needsPage() {
		return this.needsPage;
	}

	/**
	 * Adds what the application said about the page.
	 */
	synchronized void describe(PageView.Builder page) {
		page.title(this.title);
		if (this.tags != null) {
			page.tags(this.tags.asMap());
		}
	}

	/**
	 * Sends what was kept. From now on, everything is sent at once.
	 * @param page the page of the events, or {@code null} if they must not be sent
	 */
	void close(@Nullable PageView page) {
		List<EventDraft> kept;
		boolean extend;
		synchronized (this) {
			this.state = State.CLOSED;
			this.page = page;
			kept = this.events;
			extend = this.extended;
			this.events = null;
		}
		if (kept != null) {
			kept.forEach(this::send);
		}
		if (extend) {
			sendExtension();
		}
	}

	private void send(EventDraft event) {
		PageView page = page();
		if (page != null) {
			this.outbox.send(event, page);
		}
	}

	private void sendExtension() {
		PageView page = page();
		if (page != null) {
			Instant now = Instant.ofEpochMilli(this.outbox.millis());
			this.outbox.send(new SessionExtension(page.visitor(), page.url(), now));
		}
	}

	private synchronized @Nullable PageView page() {
		if (this.page == null) {
			logger.debug("Event or session extension left out: nothing may be sent about its request, or it is over");
		}
		return this.page;
	}

	/**
	 * What the application wants about the page.
	 */
	enum Wish {

		NONE, COUNT, DO_NOT_COUNT

	}

	private enum State {

		OPEN, RECORDING, CLOSED

	}

}
