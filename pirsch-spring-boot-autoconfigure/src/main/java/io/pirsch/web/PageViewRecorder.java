package io.pirsch.web;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import io.pirsch.client.PageView;
import io.pirsch.tracking.PirschTracker;
import io.pirsch.web.PageViewRules.Verdict;
import io.pirsch.web.RequestVisit.Wish;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of both web stacks do about a request: open its visit, and record it
 * when the response is known. Never blocks and never throws into the request: failures
 * are logged, at most once a minute and without any value that came from a visitor. Safe
 * for use by several threads.
 */
public final class PageViewRecorder {

	private static final String NOT_FOUND_EVENT = "404 Page Not Found";

	private final PageViewRules rules;

	private final Objections objections;

	private final PageViewAssembler assembler;

	private final CustomizerChain customizers;

	private final @Nullable ContentTypes hintedTypes;

	private final Outbox outbox;

	/**
	 * Creates a recorder.
	 * @param tracker where page views and events go
	 * @param rules which exchanges are page views
	 * @param settings what is told about them
	 * @param customizers what changes them, in the order of the calls
	 * @param clock what the time is, for example {@link Clock#systemUTC()}
	 */
	public PageViewRecorder(PirschTracker tracker, PageViewRules rules, WebSettings settings,
			List<PageViewCustomizer> customizers, InstantSource clock) {
		this.rules = rules;
		this.objections = settings.objections();
		this.assembler = new PageViewAssembler(settings);
		this.customizers = new CustomizerChain(customizers);
		this.hintedTypes = settings.clientHints() ? settings.contentTypes() : null;
		this.outbox = new Outbox(tracker, clock);
	}

	/**
	 * Opens the visit of a request that has just arrived.
	 * @return the visit, to be stored as request attribute {@link PirschVisit#ATTRIBUTE}
	 */
	public PirschVisit open() {
		return new RequestVisit(this.outbox);
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
			this.outbox.failed("ask for client hints", ex);
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
		if (visit instanceof RequestVisit request && request.startRecording()) {
			PageView page = null;
			try {
				page = sendPage(exchange, request, answered);
			}
			catch (Throwable ex) {
				this.outbox.failed("record a page view", ex);
			}
			request.close(page);
		}
	}

	/**
	 * Sends the page view, if it is one.
	 * @return the page for the events, or {@code null} if none needs it or they must not
	 * be sent
	 */
	private @Nullable PageView sendPage(WebExchange exchange, RequestVisit visit, boolean answered) {
		Verdict verdict = answered ? judge(exchange, visit.wish()) : Verdict.NOTHING;
		if (verdict == Verdict.NOTHING && !visit.needsPage()) {
			return null;
		}
		PageView page = this.objections.raisedBy(exchange) ? null : this.assembler.assemble(exchange, visit);
		page = (page != null) ? this.customizers.customize(page, exchange) : null;
		if (page != null) {
			send(page, verdict, visit);
		}
		return page;
	}

	private Verdict judge(WebExchange exchange, Wish wish) {
		return switch (wish) {
			case NONE -> this.rules.judge(exchange);
			case COUNT -> Verdict.PAGE_VIEW;
			case DO_NOT_COUNT -> Verdict.NOTHING;
		};
	}

	private void send(PageView page, Verdict verdict, RequestVisit visit) {
		switch (verdict) {
			case PAGE_VIEW -> this.outbox.send(page);
			case NOT_FOUND -> {
				EventDraft event = new EventDraft(NOT_FOUND_EVENT, visit.openedAt(), this.outbox);
				event.metadata("path", PageUrl.pathOf(page.url())).nonInteractive();
				this.outbox.send(event, page);
			}
			case NOTHING -> {
			}
		}
	}

}
