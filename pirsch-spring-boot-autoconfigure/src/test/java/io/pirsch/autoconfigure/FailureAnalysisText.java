package io.pirsch.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * What a failed start tells the user.
 */
final class FailureAnalysisText {

	private FailureAnalysisText() {
	}

	static String of(@Nullable Throwable startupFailure) {
		if (startupFailure == null) {
			return "no failure";
		}
		FailureAnalysis analysis = new InvalidPirschPropertyFailureAnalyzer().analyze(startupFailure);
		return (analysis != null) ? analysis.getDescription() + "\n" + analysis.getAction()
				: "no analysis of " + startupFailure;
	}

}
