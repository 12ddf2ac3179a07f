package io.pirsch.web;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import io.pirsch.client.PageView;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.web.PageViewRules.Verdict;
import io.pirsch.web.RequestVisit.Wish;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of both web stacks do about a request: open its visit, and record it
 * when the response is known. Never blocks and never throws into the request: failures
 * are counted, and logged at most once a minute and without any value that came from a
 * visitor. Safe for use by several threads.
 */
public final class PageViewRecorder {

	private static final String NOT_FOUND_EVENT = "404 Page Not Found";

	private static final String SWITCHED_OFF = "page views are switched off";

	private static final int SERVER_ERROR = 500;

	private final PageViewRules rules;

	private final PageViewRules answerRules;

	private final boolean active;

	private final boolean pageViews;

	private final boolean answersMatter;

	private final PageViewAssembler assembler;

	private final CustomizerChain customizers;

	private final @Nullable ContentTypes hintedTypes;

	private final @Nullable PageMarker marker;

	private final SafeTracker tracker;

	/**
	 * Creates a recorder.
	 * @param tracker where page views and events go; if it is
	 * {@link PirschTracker#noop()}, the recorder does nothing either
	 * @param rules which exchanges are page views
	 * @param settings what is told about them
	 * @param customizers what changes them, in the order of the calls
	 * @param listeners who is told of those that are lost before the tracker has them
	 * @param clock what the time is, for example {@link Clock#systemUTC()}
	 */
	public PageViewRecorder(PirschTracker tracker, PageViewRules rules, WebSettings settings,
			List<PageViewCustomizer> customizers, List<TrackingListener> listeners, InstantSource clock) {
		this.rules = rules;
		// Whose requests were judged when they arrived
		this.answerRules = (rules instanceof DocumentRules documents) ? documents::judgeAnswer : rules;
		this.active = tracker != PirschTracker.noop();
		this.pageViews = settings.pageViews() && settings.browserViews() != BrowserViews.ALL;
		this.marker = (settings.browserViews() != BrowserViews.NONE)
				? new PageMarker(settings.browserViews(), settings.contentTypes()) : null;
		this.answersMatter = this.pageViews || settings.notFoundEvent() || settings.clientHints()
				|| this.marker != null;
		this.assembler = new PageViewAssembler(settings);
		this.customizers = new CustomizerChain(customizers, clock);
		this.hintedTypes = settings.clientHints() ? settings.contentTypes() : null;
		this.tracker = new SafeTracker(tracker, listeners, clock);
	}

	SafeTracker tracker() {
		return this.tracker;
	}

	/**
	 * Opens the visit of a request that has just arrived.
	 * @param exchange the request, and a response of which nothing is known
	 * @return the visit, to be stored as request attribute {@link PirschVisit#ATTRIBUTE};
	 * {@link PirschVisit#none()} if nothing is ever recorded
	 */
	public PirschVisit open(WebExchange exchange) {
		return this.active ? new RequestVisit(this, mayBePageView(exchange)) : PirschVisit.none();
	}

	private boolean mayBePageView(WebExchange exchange) {
		if (!this.answersMatter) {
			NotCounted.because(SWITCHED_OFF, exchange);
			return false;
		}
		try {
			return this.rules.mayBePageView(exchange);
		}
		catch (Throwable ex) {
			this.tracker.lost("judge a request", ex);
			return false;
		}
	}

	/**
	 * Returns whether the rules have it that an exchange counts. Where they fail, it does
	 * not, and what was asked for is counted as lost.
	 * @param exchange a request and its response
	 * @return whether the exchange is a page view, or that of a missing page
	 */
	public boolean counts(WebExchange exchange) {
		try {
			return this.rules.judge(exchange) != Verdict.NOTHING;
		}
		catch (Throwable ex) {
			this.tracker.lost("judge a page", ex);
			return false;
		}
	}

	/**
	 * Returns whether the response to a request matters, as it may be a page or the
	 * application holds the visit. Where it does not, recording the visit can wait for
	 * the end of the request.
	 * @param visit the visit of the request
	 * @return whether the visit must be recorded when the response is committed
	 */
	public boolean awaitsResponse(PirschVisit visit) {
		return visit instanceof RequestVisit request && (request.isCandidate() || request.needsPage());
	}

	/**
	 * Returns whether pages ask the browser for client hints.
	 * @return whether {@link #requestClientHints(WebExchange, Consumer)} does anything
	 */
	public boolean requestsClientHints() {
		return this.hintedTypes != null && this.active;
	}

	/**
	 * Asks the browser for client hints, where the settings say so and the response is a
	 * page. To be called before the response is committed.
	 * @param exchange the request and its response
	 * @param setter sets the response's {@code Accept-CH} to the value it is given, which
	 * includes what was there; not called if there is nothing to change
	 */
	public void requestClientHints(WebExchange exchange, Consumer<String> setter) {
		if (this.hintedTypes == null) {
			return;
		}
		try {
			if (this.hintedTypes.include(exchange.contentType())) {
				String hints = ClientHints.addTo(exchange.responseHeaders(ClientHints.ACCEPT_CH));
				if (hints != null) {
					setter.accept(hints);
				}
			}
		}
		catch (Throwable ex) {
			this.tracker.failed("ask for client hints", ex);
		}
	}

	/**
	 * Returns whether pages are marked for a script in the browser.
	 * @return whether {@link #markPage(WebExchange, PirschVisit, Consumer)} does anything
	 */
	public boolean marksPages() {
		return this.marker != null && this.active;
	}

	/**
	 * Marks what may be a page, so that a script in the browser knows whether the server
	 * has charge of it. To be called when the request arrives, as nobody may tell before
	 * the response is committed, and again if somebody does, as the application may have
	 * its own say.
	 * @param exchange the request and its response
	 * @param visit the visit that was opened for it
	 * @param setter sets the response's {@code Server-Timing} to the value it is given,
	 * which includes what was there; not called if there is nothing to change
	 */
	public void markPage(WebExchange exchange, PirschVisit visit, Consumer<String> setter) {
		if (this.marker == null || !(visit instanceof RequestVisit request) || !request.isCandidate()) {
			return;
		}
		try {
			String mark = this.marker.mark(exchange, request.openedAt(), request.wish() == Wish.DO_NOT_COUNT);
			if (mark != null) {
				setter.accept(mark);
			}
		}
		catch (Throwable ex) {
			this.tracker.failed("mark a page", ex);
		}
	}

	/**
	 * Records the visit: sends the page view, if it is one, and then the events that the
	 * application has tracked. To be called when status and headers of the response are
	 * final; does nothing if the visit is recorded or abandoned already.
	 * @param exchange the request and its response
	 * @param visit the visit that was opened for it
	 */
	public void record(WebExchange exchange, PirschVisit visit) {
		finish(exchange, visit, true);
	}

	/**
	 * Ends the visit of a request that was not answered, since the client has gone: sends
	 * the events that the application has tracked, but no page view. Does nothing if the
	 * visit is recorded or abandoned already.
	 * @param exchange the request
	 * @param visit the visit that was opened for it
	 */
	public void abandon(WebExchange exchange, PirschVisit visit) {
		finish(exchange, visit, false);
	}

	private void finish(WebExchange exchange, PirschVisit visit, boolean answered) {
		if (!(visit instanceof RequestVisit request)) {
			return;
		}
		boolean mayCount = answered && (request.isCandidate() || request.wish() == Wish.COUNT);
		if (!request.startRecording(mayCount ? null : exchange)) {
			return;
		}
		Verdict verdict = mayCount ? judge(exchange, request) : Verdict.NOTHING;
		if (verdict == Verdict.NOTHING && request.closeUnread(exchange)) {
			return;
		}
		PageView page = readPage(exchange, request);
		if (page != null) {
			send(page, verdict, request);
		}
		request.close(page);
	}

	private Verdict judge(WebExchange exchange, RequestVisit visit) {
		try {
			Wish wish = visit.wish();
			if (wish == Wish.DO_NOT_COUNT) {
				return notCounted("the application says so", exchange);
			}
			Verdict verdict = (wish == Wish.COUNT) ? Verdict.PAGE_VIEW : this.answerRules.judge(exchange);
			if (verdict == Verdict.PAGE_VIEW && !this.pageViews) {
				return notCounted(SWITCHED_OFF, exchange);
			}
			return (verdict == Verdict.PAGE_VIEW && exchange.status() >= SERVER_ERROR)
					? notCounted("it failed", exchange) : verdict;
		}
		catch (Throwable ex) {
			this.tracker.lost("record a page view", ex);
			return Verdict.NOTHING;
		}
	}

	private static Verdict notCounted(String reason, WebExchange exchange) {
		NotCounted.because(reason, exchange);
		return Verdict.NOTHING;
	}

	/**
	 * Reads what is told about a page.
	 * @return the page, or {@code null} if nothing may be sent about it
	 */
	@Nullable PageView readPage(WebExchange exchange, RequestVisit visit) {
		try {
			PageView read = this.assembler.assemble(exchange, visit);
			PageView page = (read != null) ? this.customizers.customize(read, exchange) : null;
			if (page != null && !this.answersMatter && this.rules.mayBePageView(exchange)) {
				visit.visitedPage(page.url());
			}
			return page;
		}
		catch (Throwable ex) {
			this.tracker.lost("record a page view", ex);
			return null;
		}
	}

	private void send(PageView page, Verdict verdict, RequestVisit visit) {
		switch (verdict) {
			case PAGE_VIEW -> this.tracker.send(page);
			case NOT_FOUND -> {
				EventDraft event = new EventDraft(NOT_FOUND_EVENT, visit.openedAt(), this.tracker);
				event.metadata("path", PageUrl.pathOf(page.url())).nonInteractive();
				this.tracker.send(event, page);
			}
			case NOTHING -> {
			}
		}
	}

}
