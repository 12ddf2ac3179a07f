package io.pirsch.autoconfigure;

import java.io.File;
import java.time.Duration;

import javax.sql.DataSource;

import io.pirsch.tracking.HitStore;
import io.pirsch.tracking.jdbc.JdbcHitStore;
import io.pirsch.tracking.jdbc.JdbcStoreSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for the store in a database.
 */
@AutoConfiguration(before = PirschAutoConfiguration.class)
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnProperty(name = "pirsch.tracking.store.type", havingValue = "jdbc")
@EnableConfigurationProperties(PirschJdbcStoreProperties.class)
@ImportRuntimeHints(PirschJdbcStoreAutoConfiguration.SchemaHints.class)
public final class PirschJdbcStoreAutoConfiguration {

	private static final File DEFAULT_FILE = new File("pirsch/hits");

	/**
	 * Lazy, as only a tracker that sends needs it. The H2 file's data source is no bean,
	 * since one would take the place of the application's.
	 */
	@Bean
	@Lazy
	@DependsOnDatabaseInitialization
	@ConditionalOnMissingBean(HitStore.class)
	JdbcHitStore pirschHitStore(PirschProperties properties, PirschJdbcStoreProperties jdbc,
			ObjectProvider<DataSource> dataSources, ApplicationContext context) {
		FixedStoreType.check(properties, PirschProperties.StoreType.JDBC);
		long capacity = PropertyCheck.atLeast("pirsch.tracking.store.jdbc.capacity", jdbc.capacity(), 1L);
		Duration pollInterval = PropertyCheck.atLeast("pirsch.tracking.store.jdbc.poll-interval", jdbc.pollInterval(),
				Duration.ofMillis(1));
		JdbcStoreSettings settings = PropertyCheck.valid("pirsch.tracking.store.jdbc.table-prefix",
				() -> new JdbcStoreSettings(jdbc.tablePrefix(), jdbc.initializeSchema(), capacity, pollInterval));
		File file = jdbc.file();
		DataSource dataSource = (file != null) ? null : lasting(single(dataSources), context);
		if (dataSource != null) {
			return JdbcHitStore.of(dataSource, settings);
		}
		if (!ClassUtils.isPresent("org.h2.Driver", context.getClassLoader())) {
			throw new InvalidPirschPropertyException(
					"'pirsch.tracking.store.type' is 'jdbc', but there is neither a lasting DataSource nor H2.",
					"Configure a DataSource, for example with 'spring.datasource.url', "
							+ "or add 'com.h2database:h2' to store in a file.");
		}
		if (file == null) {
			return inDefaultFile(DEFAULT_FILE, settings);
		}
		return PropertyCheck.valid("pirsch.tracking.store.jdbc.file",
				() -> JdbcHitStore.ofFile(file.toPath(), settings));
	}

	static JdbcHitStore inDefaultFile(File file, JdbcStoreSettings settings) {
		try {
			return JdbcHitStore.ofFile(file.toPath(), settings);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPirschPropertyException(
					"'pirsch.tracking.store.type' is 'jdbc', but there is no lasting DataSource, and of the file that is "
							+ "used instead, " + ex.getMessage(),
					"Configure a DataSource, for example with 'spring.datasource.url', "
							+ "or set 'pirsch.tracking.store.jdbc.file' to a file that can be written.");
		}
	}

	private static @Nullable DataSource single(ObjectProvider<DataSource> dataSources) {
		try {
			return dataSources.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new InvalidPirschPropertyException(
					"'pirsch.tracking.store.type' is 'jdbc', but which of several DataSources to use is not known: %s."
						.formatted(ex.getBeanNamesFound()),
					"Mark one of them as @Primary, declare a JdbcHitStore bean with 'JdbcHitStore.of', "
							+ "or set 'pirsch.tracking.store.jdbc.file' to store in a file.");
		}
	}

	/**
	 * Returns the data source, unless its database is in memory, as Spring Boot sets one
	 * up where none is configured: in it nothing outlives the process.
	 */
	private static @Nullable DataSource lasting(@Nullable DataSource dataSource, ApplicationContext context) {
		return (dataSource == null || InMemoryDatabase.holds(dataSource, context)) ? null : dataSource;
	}

	static final class SchemaHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/pirsch/tracking/jdbc/schema-*.sql");
		}

	}

}
