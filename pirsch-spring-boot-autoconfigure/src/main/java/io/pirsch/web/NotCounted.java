package io.pirsch.web;

import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Answers at DEBUG why an exchange was not counted. Of what came from a visitor it says
 * the method and the path, without parameters and without anything that could pass for
 * another line.
 */
final class NotCounted {

	private static final Log logger = LogFactory.getLog(PageViewRules.class);

	private static final int MAX_LENGTH = 200;

	private static final Pattern NOT_PLAIN = Pattern.compile("[^\\x21-\\x7e]");

	private NotCounted() {
	}

	static void because(String reason, WebExchange exchange) {
		if (logger.isDebugEnabled()) {
			logger.debug("Not counted: %s (%s %s)".formatted(reason, plain(exchange.method()),
					plain(SessionId.removedByAnyNameFrom(exchange.path().value()))));
		}
	}

	/**
	 * Returns a text that can't be taken for more than one line.
	 */
	static String plain(String text) {
		String plain = NOT_PLAIN.matcher(text).replaceAll("?");
		return (plain.length() > MAX_LENGTH) ? plain.substring(0, MAX_LENGTH) + "…" : plain;
	}

}
