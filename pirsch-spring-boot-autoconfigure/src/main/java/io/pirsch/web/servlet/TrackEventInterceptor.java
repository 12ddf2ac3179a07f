package io.pirsch.web.servlet;

import io.pirsch.web.EventHandlers;
import io.pirsch.web.TrackEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tracks the events of handler methods that are annotated with {@link TrackEvent}.
 */
public class TrackEventInterceptor implements HandlerInterceptor {

	private final EventHandlers handlers = new EventHandlers();

	/**
	 * Creates the interceptor.
	 */
	public TrackEventInterceptor() {
	}

	/**
	 * Takes the visit before its page is recorded, so that the page is kept for the
	 * event.
	 */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (this.handlers.include(handler)) {
			PirschVisits.from(request);
		}
		return true;
	}

	/**
	 * Called when the handler, and what it returned to complete later, has completed
	 * without error; for an error that an exception handler deals with, it is not called
	 * either.
	 */
	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView modelAndView) {
		if (this.handlers.include(handler)) {
			this.handlers.completed(handler, PirschVisits.from(request));
		}
	}

}
