package io.pirsch.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.jdbc.JdbcHitStore;
import io.pirsch.tracking.jdbc.JdbcStoreSettings;
import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link PirschJdbcStoreAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PirschJdbcStoreAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PirschAutoConfiguration.class, PirschJdbcStoreAutoConfiguration.class))
		.withPropertyValues("pirsch.access-key=pa_test", "pirsch.base-url=http://127.0.0.1:9",
				"pirsch.tracking.shutdown-timeout=100ms");

	@TempDir
	private Path folder;

	@Test
	void thereIsNoStoreByDefault() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HitStore.class));
	}

	@Test
	void storesInAFileAndLeavesTheDataSourceToSpringBoot() {
		Path file = this.folder.resolve("hits");
		jdbc().withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("pirsch.tracking.store.jdbc.file=" + file)
			.run((context) -> {
				assertThat(context).hasSingleBean(JdbcHitStore.class).hasSingleBean(DataSource.class);
				Awaitility.await().until(() -> Files.exists(this.folder.resolve("hits.mv.db")));
			});
	}

	@Test
	void theStartSaysWhereItIsStored(CapturedOutput output) {
		Path file = this.folder.resolve("hits");
		jdbc().withPropertyValues("pirsch.tracking.store.jdbc.file=" + file)
			.run((context) -> assertThat(output)
				.contains("http://127.0.0.1:9 with an access key, through the file %s.mv.db. ".formatted(file)));
	}

	@Test
	void aFileThatCanNotBeWrittenFailsTheStart() throws IOException {
		Path noFolder = Files.createFile(this.folder.resolve("no-folder"));
		jdbc().withPropertyValues("pirsch.tracking.store.jdbc.file=" + noFolder.resolve("further/hits"))
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("'%s.mv.db' can't be written: see '%s'".formatted(noFolder.resolve("further/hits"), noFolder))
				.contains("Correct 'pirsch.tracking.store.jdbc.file'"));
	}

	@Test
	void aDefaultFileThatCanNotBeWrittenIsNoMistakeInItsProperty() throws IOException {
		File noFolder = Files.createFile(this.folder.resolve("no-folder")).toFile();
		JdbcStoreSettings settings = new JdbcStoreSettings("pirsch_", SchemaInitialization.EMBEDDED, 1,
				Duration.ofMillis(1));
		Throwable failure = catchThrowable(
				() -> PirschJdbcStoreAutoConfiguration.inDefaultFile(new File(noFolder, "hits"), settings));
		assertThat(FailureAnalysisText.of(failure)).contains("there is no lasting DataSource")
			.contains("of the file that is used instead, '%s".formatted(noFolder))
			.contains("Configure a DataSource");
	}

	@Test
	void theStoreIsStartedWhenAllBeansAreThere() {
		HitStore store = Mockito.mock(HitStore.class);
		this.runner.withBean(HitStore.class, () -> store)
			.withBean("whenAllAreThere", SmartInitializingSingleton.class,
					() -> () -> Mockito.verify(store, Mockito.never()).start(Mockito.any()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Mockito.verify(store).start(Mockito.any());
			});
		Mockito.verify(store).stop(Mockito.any());
	}

	@Test
	void storesInTheDatabaseOfTheApplication() {
		String url = "jdbc:h2:file:" + this.folder.resolve("application") + ";DB_CLOSE_DELAY=-1";
		jdbc().withBean(DataSource.class, () -> new DriverManagerDataSource(url, "sa", "")).run((context) -> {
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			Awaitility.await().ignoreExceptions().until(() -> jdbc.queryForList("select id from pirsch_hit").isEmpty());
		});
	}

	@Test
	void aStoreOfTheApplicationTakesItsPlace() {
		jdbc().withBean(HitStore.class, () -> Mockito.mock(HitStore.class))
			.run((context) -> assertThat(context).hasSingleBean(HitStore.class).doesNotHaveBean(JdbcHitStore.class));
	}

	@Test
	void whatIsDisabledStoresNothing() {
		jdbc().withClassLoader(new FilteredClassLoader("org.h2"))
			.withPropertyValues("pirsch.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withoutSpringJdbcTheStartStops() {
		jdbc().withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("Spring JDBC is not on the class path")
				.contains("spring-boot-starter-jdbc"));
	}

	@Test
	void withNeitherADataSourceNorH2TheStartStops() {
		jdbc().withClassLoader(new FilteredClassLoader("org.h2"))
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("neither a lasting DataSource nor H2")
				.contains("spring.datasource.url"));
	}

	@Test
	void severalDataSourcesNeedADecision() {
		ApplicationContextRunner runner = jdbc().withBean("one", DataSource.class, this::memory)
			.withBean("other", DataSource.class, this::memory);
		runner.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
			.contains("which of several DataSources to use is not known: [one, other]")
			.contains("@Primary")
			.contains("pirsch.tracking.store.jdbc.file"));
		runner.withPropertyValues("pirsch.tracking.store.jdbc.file=" + this.folder.resolve("hits"))
			.run((context) -> assertThat(context).hasSingleBean(JdbcHitStore.class));
	}

	@Test
	void aDataSourceOfTheApplicationThatIsOnlyInMemoryIsSaid(CapturedOutput output) {
		jdbc().withBean(DataSource.class, this::memory)
			.run((context) -> Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("The store's database is only in memory")));
	}

	private DataSource memory() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + this.folder.getFileName() + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	@ParameterizedTest
	@CsvSource({ "table-prefix=a b,letters", "capacity=0,at least 1 ", "poll-interval=0,at least 1ms" })
	void aMalformedValueIsNamed(String value, String reason) {
		String property = "pirsch.tracking.store.jdbc." + value;
		jdbc().withPropertyValues(property)
			.run((context) -> assertThat(FailureAnalysisText.of(context.getStartupFailure()))
				.contains("'%s'".formatted(property.substring(0, property.indexOf('='))))
				.contains(reason));
	}

	private ApplicationContextRunner jdbc() {
		return this.runner.withPropertyValues("pirsch.tracking.store.type=jdbc");
	}

}
