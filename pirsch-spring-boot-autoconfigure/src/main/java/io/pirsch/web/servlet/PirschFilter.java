package io.pirsch.web.servlet;

import java.io.IOException;

import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PirschVisit;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Opens a {@link PirschVisit} for each request and records it when the response is
 * committed.
 * <p>
 * To be registered for the dispatcher types {@link DispatcherType#REQUEST REQUEST} and
 * {@link DispatcherType#ASYNC ASYNC}, with support for asynchronous requests. A forward
 * belongs to the request it comes from, and an error page is no page view.
 */
public class PirschFilter implements Filter {

	private static final String TRACKED = PirschFilter.class.getName() + ".TRACKED";

	private final PageViewRecorder recorder;

	/**
	 * Creates the filter.
	 * @param recorder records the visits
	 */
	public PirschFilter(PageViewRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean continued = request.getDispatcherType() == DispatcherType.ASYNC;
		if (continued && request.getAttribute(TRACKED) instanceof TrackedRequest tracked) {
			filter(request, response, chain, tracked);
		}
		else if (!continued && request.getAttribute(PirschVisit.ATTRIBUTE) == null
				&& request instanceof HttpServletRequest httpRequest
				&& response instanceof HttpServletResponse httpResponse) {
			TrackedRequest tracked = new TrackedRequest(this.recorder, httpRequest, httpResponse);
			if (tracked.visit() == PirschVisit.none()) {
				chain.doFilter(request, response);
				return;
			}
			request.setAttribute(PirschVisit.ATTRIBUTE, tracked.visit());
			tracked.mark();
			filter(request, new CommitAwareResponse(httpResponse, tracked), chain, tracked);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void filter(ServletRequest request, ServletResponse response, FilterChain chain,
			TrackedRequest tracked) throws IOException, ServletException {
		boolean failed = true;
		try {
			chain.doFilter(request, response);
			failed = false;
		}
		finally {
			if (request.isAsyncStarted() && tracked.endsWith(request.getAsyncContext())) {
				request.setAttribute(TRACKED, tracked);
			}
			else {
				tracked.end(failed);
			}
		}
	}

}
