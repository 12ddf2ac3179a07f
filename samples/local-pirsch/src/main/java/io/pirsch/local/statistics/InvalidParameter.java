package io.pirsch.local.statistics;

/**
 * Says which query parameter is wrong.
 */
@SuppressWarnings("serial")
public final class InvalidParameter extends RuntimeException {

	private final String name;

	private final String problem;

	InvalidParameter(String name, String problem) {
		super(name + " " + problem);
		this.name = name;
		this.problem = problem;
	}

	/**
	 * Returns the name of the parameter.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns what is wrong with it.
	 * @return the problem, to be read behind the name
	 */
	public String problem() {
		return this.problem;
	}

}
