/**
 * The one database product: real PostgreSQL, everywhere.
 *
 * <p>Without {@code spring.datasource.url} the application starts its own server under {@code baton.data-dir} and stops
 * it after the pool has closed; with it, that server is used, PostgreSQL 14 to 17. Flyway owns every table, the
 * engine's included, and runs before the engine. Starts and ends with the application; owned by whoever operates it.
 */
@NullMarked
package io.baton.database;

import org.jspecify.annotations.NullMarked;
