package io.pirsch.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose. Of the faults set, the first that matches a call
 * is applied to it. A fault applies to every call of the API until it is cleared, unless
 * it is narrowed down with {@link #on(String)}, {@link #when(Predicate)} and
 * {@link #times(int)}.
 */
public final class Fault {

	private final String description;

	private final @Nullable HangUp hangUp;

	private @Nullable Answer answer;

	private Duration delay = Duration.ZERO;

	private String path = PirschApi.BASE;

	private int times;

	private @Nullable Predicate<List<Arrival>> arrivals;

	private Fault(String description, @Nullable Answer answer, @Nullable HangUp hangUp) {
		this.description = description;
		this.answer = answer;
		this.hangUp = hangUp;
	}

	/**
	 * Answers with a status and does nothing else.
	 * @param status HTTP status
	 * @return the fault
	 */
	public static Fault status(int status) {
		Answer answer = (status >= 400) ? Answer.error(status, "This is a fault set on purpose")
				: new Answer(status, null, null, Map.of(), List.of());
		return new Fault("status " + status, answer, null);
	}

	/**
	 * Answers properly, but late.
	 * @param delay how long to wait before anything is read
	 * @return the fault
	 */
	public static Fault slow(Duration delay) {
		return new Fault("answer", null, null).delay(delay);
	}

	/**
	 * Closes the connection instead of answering.
	 * @param moment when to close it
	 * @return the fault
	 */
	public static Fault hangUp(HangUp moment) {
		return new Fault("hang up " + moment.words(), null, moment);
	}

	/**
	 * Refuses the client's credentials when it asks for a token. Tokens it has stay
	 * valid, see {@link LocalPirsch#expireTokens()}.
	 * @return the fault
	 */
	public static Fault refuseToken() {
		return new Fault("refuse credentials", Tokens.unknownClient().answer(), null).on(PirschApi.TOKEN);
	}

	/**
	 * Refuses a call with status 400 when anything in it is poisoned, as the service
	 * refuses a whole batch for one bad hit.
	 * @param poisoned says which arrivals are poisoned
	 * @return the fault
	 */
	public static Fault poison(Predicate<Arrival> poisoned) {
		return new Fault("poison", Answer.error(400, "There is poison in it"), null)
			.when((arrivals) -> arrivals.stream().anyMatch(poisoned));
	}

	/**
	 * Limits the fault to a path and what is below it, such as {@code /api/v1/hit}, which
	 * is {@code /api/v1/hit/batch}, too.
	 * @param path the path
	 * @return this fault
	 */
	public Fault on(String path) {
		this.path = path;
		return this;
	}

	/**
	 * Limits the fault to calls whose arrivals match. It then comes after authentication
	 * and validation, as only what is acceptable is looked at.
	 * @param arrivals says whether what a call brings matches
	 * @return this fault
	 */
	public Fault when(Predicate<List<Arrival>> arrivals) {
		this.arrivals = arrivals;
		return this;
	}

	/**
	 * Limits how often the fault is applied.
	 * @param times the number of calls
	 * @return this fault
	 */
	public Fault times(int times) {
		if (times < 1) {
			throw new IllegalArgumentException("'times' must be at least 1");
		}
		this.times = times;
		return this;
	}

	/**
	 * Makes the fault wait first.
	 * @param delay how long
	 * @return this fault
	 */
	public Fault delay(Duration delay) {
		this.delay = delay;
		return this;
	}

	/**
	 * Adds a {@code Retry-After} header to the answer.
	 * @param value seconds or an HTTP date
	 * @return this fault
	 */
	public Fault retryAfter(String value) {
		return header("Retry-After", value);
	}

	/**
	 * Adds a header to the answer.
	 * @param name name of the header
	 * @param value its value
	 * @return this fault
	 */
	public Fault header(String name, String value) {
		this.answer = requireAnswer().withHeader(name, value);
		return this;
	}

	/**
	 * Replaces the body of the answer by a text that is sent as it is.
	 * @param body the body, which need not be JSON
	 * @return this fault
	 */
	public Fault body(String body) {
		this.answer = requireAnswer().withBody(body);
		return this;
	}

	/**
	 * What it does, for a reader.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.description);
		if (!this.delay.isZero()) {
			text.append(" after ").append(this.delay.toMillis()).append(" ms");
		}
		if (!this.path.equals(PirschApi.BASE)) {
			text.append(" on ").append(this.path);
		}
		return text.toString();
	}

	int times() {
		return this.times;
	}

	Duration delay() {
		return this.delay;
	}

	@Nullable HangUp hangUp() {
		return this.hangUp;
	}

	/**
	 * Returns the answer that replaces the proper one, if any does.
	 */
	@Nullable Answer answer() {
		return this.answer;
	}

	/**
	 * Returns whether the fault matches a call of which only the path is known.
	 */
	boolean matches(String path) {
		return this.arrivals == null && isOn(path);
	}

	/**
	 * Returns whether the fault matches for what the call brings.
	 */
	boolean matches(String path, List<Arrival> arrivals) {
		return this.arrivals != null && isOn(path) && this.arrivals.test(arrivals);
	}

	private boolean isOn(String path) {
		return path.startsWith(this.path)
				&& (path.length() == this.path.length() || path.charAt(this.path.length()) == '/');
	}

	private Answer requireAnswer() {
		if (this.answer == null) {
			throw new IllegalStateException("This fault does not answer: " + this);
		}
		return this.answer;
	}

	/**
	 * When the connection is closed.
	 */
	public enum HangUp {

		/**
		 * Before the body of the request is read; nothing is accepted.
		 */
		BEFORE_READING,

		/**
		 * After the request was read, without an answer; nothing is accepted.
		 */
		AFTER_READING,

		/**
		 * Without an answer although the request was handled: what it brought is
		 * accepted, so sending it again counts it twice.
		 */
		AFTER_ACCEPTING,

		/**
		 * In the middle of the answer; what the request brought is accepted.
		 */
		HALF_ANSWER;

		String words() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
