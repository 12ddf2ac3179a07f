package io.pirsch.web.servlet;

import java.util.concurrent.locks.ReentrantLock;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Records one request: as soon as its response is committed, or else when it ends.
 * Whoever ends it waits for a thread that is recording, since the server uses the request
 * for another visitor afterwards.
 */
final class TrackedRequest extends ServletWebExchange implements AsyncListener {

	private final PageViewRecorder recorder;

	private final ReentrantLock recording = new ReentrantLock();

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final PirschVisit visit;

	private volatile boolean recorded;

	TrackedRequest(PageViewRecorder recorder, HttpServletRequest request, HttpServletResponse response) {
		super(request, response, null);
		this.recorder = recorder;
		this.request = request;
		this.response = response;
		this.visit = recorder.open(this);
	}

	PirschVisit visit() {
		return this.visit;
	}

	/**
	 * Marks the response for a script in the browser.
	 */
	void mark() {
		if (this.recorder.marksPages()) {
			this.recorder.markPage(this, this.visit, (mark) -> this.response.setHeader("Server-Timing", mark));
		}
	}

	/**
	 * Whether it must be recorded when the response is committed; if not, its end is soon
	 * enough.
	 */
	boolean awaitsResponse() {
		return !this.recorded && this.recorder.awaitsResponse(this.visit);
	}

	/**
	 * To be called when status and headers are likely to be set, before the response can
	 * be committed.
	 */
	void prepare() {
		if (this.recorder.marksPages() || this.recorder.requestsClientHints()) {
			exclusively(this::setHeaders);
		}
	}

	private void setHeaders() {
		mark();
		if (this.recorder.requestsClientHints()) {
			this.recorder.requestClientHints(this, (hints) -> this.response.setHeader("Accept-CH", hints));
		}
	}

	/**
	 * To be called when the last of the response is about to be committed.
	 */
	void commit() {
		if (!this.recorded) {
			record(this);
		}
	}

	/**
	 * To be called after something that may have committed the response.
	 */
	void written() {
		if (!this.recorded && this.response.isCommitted()) {
			record(this);
		}
	}

	/**
	 * Ends the request, unless it is over already.
	 * @param failed whether it failed, so that the server will answer with an error
	 */
	void end(boolean failed) {
		if (this.recorded) {
			return;
		}
		WebExchange exchange = (failed && !this.response.isCommitted())
				? new ServletWebExchange(this.request, this.response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR)
				: this;
		if (!awaitsResponse()) {
			this.recorder.record(exchange, this.visit);
		}
		// Nobody else is recording what nobody has asked for until now
		if (awaitsResponse()) {
			record(exchange);
		}
		this.recorded = true;
	}

	/**
	 * Ends the request when it is completed.
	 * @return {@code false} if it is completed already
	 */
	boolean endsWith(AsyncContext asyncContext) {
		try {
			asyncContext.addListener(this);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private void record(WebExchange exchange) {
		exclusively(() -> {
			if (!this.response.isCommitted()) {
				setHeaders();
			}
			this.recorder.record(exchange, this.visit);
			this.recorded = true;
		});
	}

	/**
	 * Does something unless the visit is recorded. Others wait meanwhile; not for a
	 * monitor, which would hold the carrier of a virtual thread.
	 */
	private void exclusively(Runnable action) {
		this.recording.lock();
		try {
			if (!this.recorded) {
				action.run();
			}
		}
		finally {
			this.recording.unlock();
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end(false);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// The server or the application answers, and completes the request
	}

	@Override
	public void onError(AsyncEvent event) {
		// The server or the application answers, and completes the request
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The filter has its turn again at the end of this dispatch
	}

}
