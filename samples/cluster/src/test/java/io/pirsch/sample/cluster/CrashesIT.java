package io.pirsch.sample.cluster;

import java.time.Duration;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link Crashes} lose nothing. They run at the same time, as they wait most
 * of it.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashesIT {

	@ParameterizedTest
	@ValueSource(strings = { "kafka", "jdbc" })
	void nothingIsLostOrOutOfOrderAndLittleTwice(String store) throws Exception {
		Report report = Cluster.crash(store, Scale.QUICK);
		assertThat(report.count().acknowledged()).as("acknowledged").isPositive();
		assertThat(report.takeOver()).as("time to take over").isGreaterThan(Duration.ZERO);
		assertThat(report.count().lost()).as("lost\n%s", report).isZero();
		assertThat(report.unexplained()).as("twice without a kill\n%s", report).isZero();
		assertThat(report.count().outOfOrder()).as("out of order\n%s", report).isZero();
	}

}
