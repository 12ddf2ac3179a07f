package io.pirsch.autoconfigure.test;

import io.pirsch.tracking.test.RecordingPirschTracker;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test method of a class with {@link AutoConfigurePirschTest} begin with
 * nothing recorded, although test classes share applications.
 */
final class PirschTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public void beforeTestMethod(TestContext test) {
		if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigurePirschTest.class)) {
			test.getApplicationContext()
				.getBeanProvider(RecordingPirschTracker.class)
				.forEach(RecordingPirschTracker::clear);
		}
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
