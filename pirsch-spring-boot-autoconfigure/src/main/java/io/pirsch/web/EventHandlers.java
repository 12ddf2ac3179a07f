package io.pirsch.web;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.method.HandlerMethod;

/**
 * The handler methods that are annotated with {@link TrackEvent}. Safe for use by several
 * threads.
 */
public final class EventHandlers {

	private static final Log logger = LogFactory.getLog(TrackEvent.class);

	private final Map<Method, Optional<Consumer<PirschVisit>>> events = new ConcurrentHashMap<>();

	/**
	 * Creates an instance that gets to know handler methods as they are asked for.
	 */
	public EventHandlers() {
	}

	/**
	 * Whether a handler is such a method.
	 * @param handler the handler of a request
	 * @return whether it is
	 */
	public boolean include(Object handler) {
		return handler instanceof HandlerMethod method && event(method).isPresent();
	}

	/**
	 * Tracks the event of a handler that has completed without error, if it has one.
	 * @param handler the handler
	 * @param visit the visit of the request
	 */
	public void completed(Object handler, PirschVisit visit) {
		if (handler instanceof HandlerMethod method) {
			event(method).ifPresent((event) -> event.accept(visit));
		}
	}

	private Optional<Consumer<PirschVisit>> event(HandlerMethod handler) {
		Optional<Consumer<PirschVisit>> known = this.events.get(handler.getMethod());
		return (known != null) ? known : find(handler);
	}

	/**
	 * Not within the map, which would do it under a lock.
	 */
	private Optional<Consumer<PirschVisit>> find(HandlerMethod handler) {
		Optional<Consumer<PirschVisit>> found = Optional.ofNullable(handler.getMethodAnnotation(TrackEvent.class))
			.map((annotation) -> event(annotation, handler));
		this.events.put(handler.getMethod(), found);
		return found;
	}

	private static Consumer<PirschVisit> event(TrackEvent annotation, HandlerMethod handler) {
		Map<String, String> metadata = new LinkedHashMap<>();
		for (String entry : annotation.metadata()) {
			int separator = entry.indexOf('=');
			if (separator < 0) {
				logger.warn("Metadata '%s' of @TrackEvent on %s left out: write it as 'key=value'".formatted(entry,
						handler.getShortLogMessage()));
				continue;
			}
			metadata.put(entry.substring(0, separator).strip(), entry.substring(separator + 1).strip());
		}
		return (visit) -> visit.track(annotation.value(), (event) -> {
			event.metadata(metadata);
			if (annotation.nonInteractive()) {
				event.nonInteractive();
			}
		});
	}

}
