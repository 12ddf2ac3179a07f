package io.pirsch.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Pirsch answered with an error, or with a body that can't be read. Its members follow
 * the <a href="https://docs.pirsch.io/api-sdks/api">API reference</a>, section "Error
 * Handling"; those that the answer lacked, or that could not be read, are empty.
 */
public sealed class PirschResponseException extends PirschException permits PirschAuthenticationException {

	private static final long serialVersionUID = 1L;

	/**
	 * What the answer says.
	 */
	private final ErrorAnswer answer;

	PirschResponseException(String message, ErrorAnswer answer) {
		this(message, answer, null);
	}

	PirschResponseException(String message, ErrorAnswer answer, @Nullable Throwable cause) {
		super(message, cause);
		this.answer = answer;
	}

	ErrorAnswer answer() {
		return this.answer;
	}

	/**
	 * Returns the HTTP status.
	 * @return the status code of the answer
	 */
	public int getStatus() {
		return this.answer.status();
	}

	/**
	 * Returns what is wrong with the input.
	 * @return messages by the name of the field, unmodifiable
	 */
	public Map<String, String> getValidation() {
		return this.answer.validation();
	}

	/**
	 * Returns what is wrong in general.
	 * @return the messages, unmodifiable, normally one
	 */
	public List<String> getErrors() {
		return this.answer.errors();
	}

	/**
	 * Returns more about the error.
	 * @return values of any JSON type by their names, unmodifiable
	 */
	public Map<String, Object> getContext() {
		return this.answer.context();
	}

	/**
	 * Returns how much of the rate limit is left.
	 * @return the rate limit, whose members are {@code null} where the answer did not
	 * tell
	 */
	public RateLimit getRateLimit() {
		return this.answer.rateLimit();
	}

	@Override
	public @Nullable Duration getRetryAfter() {
		return this.answer.retryAfter();
	}

}
