package io.pirsch.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.util.ClassUtils;

/**
 * Tells a database in memory from others, without connecting to it.
 */
final class InMemoryDatabase {

	private static final boolean SPRING_BOOT_JDBC = ClassUtils.isPresent(
			"org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails",
			InMemoryDatabase.class.getClassLoader());

	private InMemoryDatabase() {
	}

	static boolean holds(DataSource dataSource, BeanFactory beanFactory) {
		return dataSource instanceof EmbeddedDatabase
				|| (SPRING_BOOT_JDBC && ConnectionDetails.isInMemory(beanFactory));
	}

	private static final class ConnectionDetails {

		private static final List<String> URLS = List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:");

		static boolean isInMemory(BeanFactory beanFactory) {
			JdbcConnectionDetails details = beanFactory.getBeanProvider(JdbcConnectionDetails.class).getIfUnique();
			return details != null && URLS.stream().anyMatch(details.getJdbcUrl()::startsWith);
		}

	}

}
