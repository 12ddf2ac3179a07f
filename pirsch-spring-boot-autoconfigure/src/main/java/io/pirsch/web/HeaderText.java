package io.pirsch.web;

/**
 * Looks at text that is to be found in headers. With a loop, as the first stream and
 * lambda of a class take the start of an application longer than the text.
 */
final class HeaderText {

	private HeaderText() {
	}

	/**
	 * Whether there is a blank, something that is not ASCII, or one of some characters.
	 */
	static boolean hasBlankOr(String unwanted, String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c <= ' ' || c >= 0x7F || unwanted.indexOf(c) >= 0) {
				return true;
			}
		}
		return false;
	}

}
