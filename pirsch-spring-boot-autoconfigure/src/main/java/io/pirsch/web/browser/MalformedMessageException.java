package io.pirsch.web.browser;

/**
 * A message that can't be read. Says nothing of it, as it may be anybody's.
 */
final class MalformedMessageException extends Exception {

	private static final long serialVersionUID = 1L;

	MalformedMessageException(String problem) {
		super(problem, null, false, false);
	}

}
