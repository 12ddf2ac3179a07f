package io.pirsch.web;

import java.time.Instant;
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

	private static final Log logger = LogFactory.getLog(PirschVisit.class);

	private final PageViewRecorder recorder;

	private final boolean candidate;

	private @Nullable Instant openedAt;

	private volatile @Nullable Wish wish;

	private volatile boolean needsPage;

	private volatile @Nullable String visitedPage;

	// All below are guarded by this, under which nothing of others is called

	private State state = State.OPEN;

	private @Nullable VisitNotes notes;

	private @Nullable PageView page;

	private @Nullable WebExchange unreadExchange;

	/**
	 * Opens the visit.
	 * @param recorder records it
	 * @param candidate whether its request may be a page view by itself
	 */
	RequestVisit(PageViewRecorder recorder, boolean candidate) {
		this.recorder = recorder;
		this.candidate = candidate;
		if (candidate) {
			this.openedAt = recorder.tracker().now();
		}
	}

	@Override
	public synchronized PirschVisit title(@Nullable String title) {
		notes().title(title);
		return this;
	}

	@Override
	public PirschVisit tag(String key, String value) {
		String excess = putTag(key, value);
		if (excess != null) {
			this.recorder.tracker().warnOfExcess(() -> excess);
		}
		return this;
	}

	private synchronized @Nullable String putTag(String key, String value) {
		return notes().tag(key, value);
	}

	private VisitNotes notes() {
		if (this.notes == null) {
			this.notes = new VisitNotes();
		}
		return this.notes;
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
		SafeTracker tracker = this.recorder.tracker();
		if (eventName == null || eventName.isBlank()) {
			tracker.warnOfExcess(() -> "Event left out: it has no name");
			return this;
		}
		openedAt();
		EventDraft event = new EventDraft(eventName, tracker.now(), tracker);
		more.accept(event);
		switch (keep(event)) {
			case KEPT -> {
			}
			case TOO_MANY -> tracker
				.warnOfExcess(() -> "Event left out: its request has %d already".formatted(VisitNotes.MAX_EVENTS));
			case TOO_LATE -> send(event);
		}
		return this;
	}

	/**
	 * Keeps an event until the page view is on its way, if it is still time to.
	 */
	private synchronized Keeping keep(EventDraft event) {
		if (this.state == State.CLOSED) {
			return Keeping.TOO_LATE;
		}
		this.needsPage = true;
		return notes().keep(event) ? Keeping.KEPT : Keeping.TOO_MANY;
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
				notes().extend();
				return this;
			}
		}
		sendExtension();
		return this;
	}

	/**
	 * Returns when the request arrived. Of one that can be no page by itself, the moment
	 * its visit is first asked for will do, so that for most of them nobody looks at the
	 * clock.
	 */
	Instant openedAt() {
		Instant openedAt = this.openedAt;
		if (openedAt == null) {
			openedAt = this.recorder.tracker().now();
			this.openedAt = openedAt;
		}
		return openedAt;
	}

	/**
	 * Notes that the application holds the visit and may use it after the request, when
	 * the request cannot be read any more. Where its page was not needed before, this is
	 * the last moment to read it.
	 */
	void handOut() {
		openedAt();
		WebExchange unread;
		synchronized (this) {
			this.needsPage = true;
			unread = this.unreadExchange;
		}
		if (unread != null) {
			PageView read = this.recorder.readPage(unread, this);
			synchronized (this) {
				this.page = read;
				this.unreadExchange = null;
			}
		}
	}

	/**
	 * Starts to record the visit, if it is to be.
	 * @param unread the exchange where its page need be read for nothing but what the
	 * application tracks, or {@code null}. If that is nothing so far, the visit is closed
	 * at once
	 * @return whether this was the first call, and there is something to record
	 */
	synchronized boolean startRecording(@Nullable WebExchange unread) {
		if (this.state != State.OPEN || (unread != null && closeUnread(unread))) {
			return false;
		}
		this.state = State.RECORDING;
		return true;
	}

	/**
	 * Returns what the application wants about the page, or {@code null} if it leaves
	 * that to the rules.
	 */
	@Nullable Wish wish() {
		return this.wish;
	}

	/**
	 * Whether the request may be a page view by itself.
	 */
	boolean isCandidate() {
		return this.candidate;
	}

	/**
	 * Whether there are, or may yet be, events or extensions that need the page.
	 */
	boolean needsPage() {
		return this.needsPage;
	}

	/**
	 * Whether it matters from which page of the site the request comes: one that can be
	 * no page comes from that which the visitor is on.
	 */
	boolean needsOrigin() {
		return !this.candidate;
	}

	/**
	 * Sets the page that the visitor is on, if its request is another.
	 */
	void visitedPage(@Nullable String url) {
		this.visitedPage = url;
	}

	/**
	 * Adds what the application said about the page.
	 */
	synchronized void describe(PageView.Builder page) {
		if (this.notes != null) {
			this.notes.describe(page);
		}
	}

	/**
	 * Closes the visit without having read its page, which nobody needs so far.
	 * @param unread the exchange to read it from, should the visit be asked for yet
	 * @return {@code false} if the page is needed after all
	 */
	synchronized boolean closeUnread(WebExchange unread) {
		if (this.needsPage) {
			return false;
		}
		this.state = State.CLOSED;
		this.unreadExchange = unread;
		return true;
	}

	/**
	 * Sends what was kept. From now on, everything is sent at once.
	 * @param page the page of the events, or {@code null} if they must not be sent
	 */
	void close(@Nullable PageView page) {
		VisitNotes kept;
		synchronized (this) {
			this.state = State.CLOSED;
			this.page = page;
			kept = this.notes;
			this.notes = null;
		}
		if (kept != null) {
			kept.events().forEach(this::send);
			if (kept.isExtended()) {
				sendExtension();
			}
		}
	}

	private void send(EventDraft event) {
		PageView page = page();
		if (page != null) {
			this.recorder.tracker().send(event, page);
		}
	}

	private void sendExtension() {
		PageView page = page();
		if (page != null) {
			SafeTracker tracker = this.recorder.tracker();
			tracker.send(new SessionExtension(page.visitor(), visited(page), tracker.now()));
		}
	}

	/**
	 * Returns the page the visitor is on: Pirsch takes it for the one that the session
	 * has ended on so far.
	 */
	private @Nullable String visited(PageView page) {
		return (this.candidate || this.wish == Wish.COUNT) ? page.url() : this.visitedPage;
	}

	private @Nullable PageView page() {
		boolean unread;
		PageView page;
		synchronized (this) {
			unread = this.unreadExchange != null;
			page = this.page;
		}
		if (unread) {
			this.recorder.tracker()
				.warnOfExcess(() -> "Event or session extension left out: its visit was taken from the request without "
						+ "PirschVisit.of, and the request may be over");
		}
		else if (page == null) {
			logger.debug("Event or session extension left out: nothing may be sent about its request");
		}
		return page;
	}

	/**
	 * What the application wants about the page.
	 */
	enum Wish {

		COUNT, DO_NOT_COUNT

	}

	private enum State {

		OPEN, RECORDING, CLOSED

	}

	private enum Keeping {

		KEPT, TOO_MANY, TOO_LATE

	}

}
