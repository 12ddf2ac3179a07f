package io.pirsch.autoconfigure;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * What a failed start tells the user.
 */
final class FailureAnalysisText {

	private FailureAnalysisText() {
	}

	static String of(Throwable startupFailure) {
		FailureAnalysis analysis = new InvalidPirschPropertyFailureAnalyzer().analyze(startupFailure);
		return (analysis != null) ? analysis.getDescription() + "\n" + analysis.getAction()
				: "no analysis of " + startupFailure;
	}

}
