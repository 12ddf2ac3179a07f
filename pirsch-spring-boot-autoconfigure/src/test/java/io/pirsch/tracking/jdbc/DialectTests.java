package io.pirsch.tracking.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Dialect}.
 */
class DialectTests {

	@Test
	void whereHitsCannotBeStoredThereIsAWayOut() throws SQLException {
		DatabaseMetaData metaData = mock(DatabaseMetaData.class);
		given(metaData.getDatabaseProductName()).willReturn("Oracle");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Dialect.of(metaData))
			.withMessageContaining("not in Oracle")
			.withMessageContaining("'pirsch.tracking.store.jdbc.file'");
	}

}
