package io.pirsch.local.statistics;

/**
 * Shortens texts.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Cuts a text as the service does, at a number of code points.
	 */
	static String cut(String text, int max) {
		boolean fits = text.length() <= max || text.codePointCount(0, text.length()) <= max;
		return fits ? text : text.substring(0, text.offsetByCodePoints(0, max));
	}

}
