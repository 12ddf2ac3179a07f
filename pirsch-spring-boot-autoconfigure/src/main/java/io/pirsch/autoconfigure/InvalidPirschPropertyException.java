package io.pirsch.autoconfigure;

/**
 * Stops the start of an application whose Pirsch configuration can't work. Its message
 * never holds the value of a credential.
 */
final class InvalidPirschPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	InvalidPirschPropertyException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
