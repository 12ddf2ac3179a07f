package io.pirsch.autoconfigure;

import java.util.Map;

import io.pirsch.autoconfigure.PirschProperties.StoreType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests that an application that was processed ahead of time with one type of store and
 * starts with another says so.
 */
class FixedStoreTypeTests {

	@ParameterizedTest
	@CsvSource({ "JDBC, NONE", "KAFKA, NONE", "NONE, JDBC", "KAFKA, JDBC" })
	void anotherTypeStopsTheStart(StoreType type, StoreType chosen) {
		assertThatExceptionOfType(InvalidPirschPropertyException.class)
			.isThrownBy(() -> FixedStoreType.check(properties(type), chosen))
			.withMessageContaining("'pirsch.tracking.store.type'")
			.withMessageContaining("ahead of time");
	}

	@ParameterizedTest
	@EnumSource
	void theSameTypeDoesNot(StoreType type) {
		assertThatNoException().isThrownBy(() -> FixedStoreType.check(properties(type), type));
	}

	@Test
	void anApplicationThatWasProcessedWithoutAStoreIsNotToldToAddALibrary() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class))
			.withPropertyValues("pirsch.access-key=pa_test", "pirsch.tracking.store.type=jdbc")
			.withSystemProperties("spring.aot.enabled=true")
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("was 'none' when the application was processed ahead of time")
				.contains("build the application with 'jdbc'"));
	}

	private static PirschProperties properties(StoreType type) {
		return new Binder(new MapConfigurationPropertySource(Map.of("pirsch.tracking.store.type", type)))
			.bindOrCreate("pirsch", PirschProperties.class);
	}

}
