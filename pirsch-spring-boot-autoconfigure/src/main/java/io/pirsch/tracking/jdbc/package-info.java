/**
 * A store for hits in a database: PostgreSQL, MySQL, MariaDB, or an H2 file of its own.
 */
@NullMarked
package io.pirsch.tracking.jdbc;

import org.jspecify.annotations.NullMarked;
