package io.pirsch.local.statistics;

/**
 * Says which query parameter is wrong.
 */
@SuppressWarnings("serial")
public final class InvalidParameter extends RuntimeException {

	private final String name;

	InvalidParameter(String name, String problem) {
		super(problem);
		this.name = name;
	}

	/**
	 * Returns the name of the parameter; the message says what is wrong with it.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
