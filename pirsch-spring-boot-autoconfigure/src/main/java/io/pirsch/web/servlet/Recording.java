package io.pirsch.web.servlet;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Records one request: as soon as its response is seen to be committed, or else when it
 * ends. Whoever ends it waits for a thread that is recording, since the server uses the
 * request for another visitor afterwards.
 */
final class Recording implements AsyncListener {

	private final PageViewRecorder recorder;

	private final PirschVisit visit;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private volatile boolean recorded;

	Recording(PageViewRecorder recorder, PirschVisit visit, HttpServletRequest request, HttpServletResponse response) {
		this.recorder = recorder;
		this.visit = visit;
		this.request = request;
		this.response = response;
	}

	/**
	 * To be called when status and headers are likely to be set, before the response can
	 * be committed.
	 */
	synchronized void prepare() {
		if (!this.recorded) {
			requestClientHints(exchange(this.response.getStatus()));
		}
	}

	/**
	 * To be called when the response is about to be committed.
	 */
	void commit() {
		if (!this.recorded) {
			record(this.response.getStatus());
		}
	}

	/**
	 * To be called after something was written, which may have committed the response.
	 */
	void written() {
		if (!this.recorded && this.response.isCommitted()) {
			record(this.response.getStatus());
		}
	}

	/**
	 * Ends the request, unless it is over already.
	 * @param failed whether it failed, so that the server will answer with an error
	 */
	void end(boolean failed) {
		if (!this.recorded) {
			record((failed && !this.response.isCommitted()) ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR
					: this.response.getStatus());
		}
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

	private synchronized void record(int status) {
		if (!this.recorded) {
			WebExchange exchange = exchange(status);
			requestClientHints(exchange);
			this.recorder.record(exchange, this.visit);
			this.recorded = true;
		}
	}

	private void requestClientHints(WebExchange exchange) {
		this.recorder.requestClientHints(exchange, (hints) -> this.response.setHeader("Accept-CH", hints));
	}

	private WebExchange exchange(int status) {
		return new ServletWebExchange(this.request, this.response, status);
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
