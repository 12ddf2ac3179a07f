package io.pirsch.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Answers at DEBUG why an exchange was not counted. Says nothing that came from a
 * visitor.
 */
final class NotCounted {

	private static final Log logger = LogFactory.getLog(PageViewRules.class);

	private NotCounted() {
	}

	static void because(String reason) {
		if (logger.isDebugEnabled()) {
			logger.debug("Not counted: " + reason);
		}
	}

}
