package io.pirsch.autoconfigure;

import java.io.File;
import java.time.Duration;

import io.pirsch.tracking.jdbc.JdbcStoreSettings.SchemaInitialization;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the store in a database.
 *
 * @param file Path of an H2 file to use instead of the application's DataSource, without
 * the extension '.mv.db'; 'pirsch/hits' in the working directory when there is neither.
 * @param tablePrefix What the names of the tables begin with; may name a schema.
 * @param initializeSchema When the tables are created.
 * @param capacity Number of page views, events and session extensions that may wait.
 * @param pollInterval Time between two looks at what other instances have stored.
 */
@ConfigurationProperties("pirsch.tracking.store.jdbc")
public record PirschJdbcStoreProperties(@Nullable File file, @DefaultValue("pirsch_") String tablePrefix,
		@DefaultValue("embedded") SchemaInitialization initializeSchema, @DefaultValue("1000000") long capacity,
		@DefaultValue("250ms") Duration pollInterval) {
}
