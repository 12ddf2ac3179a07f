package io.pirsch.client.statistics;

import java.util.function.UnaryOperator;

/**
 * How a value of a {@link StatisticsFilter} is compared, unless it is to be equal.
 * <p>
 * The values of one parameter are alternatives: a row must match one of them. Exclusions
 * are the exception: a row must match none of them.
 */
public final class Match {

	static final String NOT = "!";

	static final String CONTAINS = "~";

	static final String NOT_CONTAINS = "^";

	/** What the API takes for an empty value, in any case. */
	static final String UNKNOWN = "null";

	private final String operator;

	private final String value;

	private Match(String operator, String value) {
		this.operator = operator;
		this.value = value;
	}

	/**
	 * Matches all but this value.
	 * @param value the value
	 * @return the match
	 * @throws IllegalArgumentException if the value is blank, or is {@code null} as a
	 * text, which is how Pirsch calls unknown values
	 */
	public static Match not(String value) {
		return new Match(NOT, FilterValues.known(FilterValues.text("not(...)", value), "known()"));
	}

	/**
	 * Matches all values that contain this text, in any case.
	 * @param text the text; for languages, codes separated by commas
	 * @return the match
	 * @throws IllegalArgumentException if the text is blank
	 */
	public static Match contains(String text) {
		return new Match(CONTAINS, FilterValues.text("contains(...)", text));
	}

	/**
	 * Matches all values that do not contain this text, in any case.
	 * @param text the text; for languages, codes separated by commas
	 * @return the match
	 * @throws IllegalArgumentException if the text is blank
	 */
	public static Match notContains(String text) {
		return new Match(NOT_CONTAINS, FilterValues.text("notContains(...)", text));
	}

	/**
	 * Matches unknown values.
	 * @return the match
	 */
	public static Match unknown() {
		return new Match("", UNKNOWN);
	}

	/**
	 * Matches all known values.
	 * @return the match
	 */
	public static Match known() {
		return new Match(NOT, UNKNOWN);
	}

	boolean isExclusion() {
		return this.operator.equals(NOT);
	}

	boolean isNotContains() {
		return this.operator.equals(NOT_CONTAINS);
	}

	String toString(UnaryOperator<String> normalizer) {
		return this.operator + normalizer.apply(this.value);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Match match && match.toString().equals(toString());
	}

	@Override
	public int hashCode() {
		return toString().hashCode();
	}

	/**
	 * Returns the value as the API is told it.
	 * @return the operator and the value
	 */
	@Override
	public String toString() {
		return this.operator + this.value;
	}

}
