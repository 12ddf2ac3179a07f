package io.pirsch.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in plain words which property is wrong and what to do.
 */
final class InvalidPirschPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPirschPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPirschPropertyException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
