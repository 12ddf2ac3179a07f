package io.pirsch.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tracks an event of the visitor whenever a handler method completes without error: when
 * it returns or, if it returns a publisher, a future or another value that is there later
 * (such as {@code Callable} or {@code DeferredResult}), when that completes. The event
 * belongs to the {@link PirschVisit} of the request, as if the method had called
 * {@link PirschVisit#track(String)} at its end.
 * <p>
 * Takes effect on methods that Spring calls to handle a request, and on no others. What
 * is known only at run time is for {@link PirschVisit}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TrackEvent {

	/**
	 * Name of the event.
	 * @return the name
	 */
	String value();

	/**
	 * Metadata of the event, each as {@code "key=value"}.
	 * @return the metadata
	 */
	String[] metadata() default {};

	/**
	 * Whether a visitor who does nothing else still counts as bounced.
	 * @return whether the event is non-interactive
	 */
	boolean nonInteractive() default false;

}
