package io.pirsch.autoconfigure;

import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link InMemoryDatabase}.
 */
class InMemoryDatabaseTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:h2:mem:tea;DB_CLOSE_DELAY=-1 | true
			jdbc:hsqldb:mem:tea               | true
			jdbc:derby:memory:tea;create=true | true
			jdbc:h2:file:/var/tea             | false
			jdbc:hsqldb:file:/var/tea         | false
			jdbc:derby:/var/tea               | false
			jdbc:postgresql://localhost/tea   | false
			""")
	void isKnownByItsUrl(String url, boolean inMemory) {
		JdbcConnectionDetails details = mock(JdbcConnectionDetails.class);
		given(details.getJdbcUrl()).willReturn(url);
		BeanFactory beanFactory = new StaticListableBeanFactory(Map.of("details", details));
		assertThat(InMemoryDatabase.holds(mock(DataSource.class), beanFactory)).isEqualTo(inMemory);
	}

}
