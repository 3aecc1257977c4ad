package io.baton.database;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;

/** Looks once, before the first migration, whether the database is one that the application runs on. */
class SupportedPostgres implements FlywayMigrationStrategy {

    private static final int OLDEST = 14;
    private static final int NEWEST = 17;
    private static final String ACTION = "Set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
            + " SPRING_DATASOURCE_PASSWORD to a PostgreSQL " + OLDEST + " to " + NEWEST
            + ", or remove them: Baton then starts its own.";

    private final List<BeforeMigration> preparations;

    SupportedPostgres(List<BeforeMigration> preparations) {
        this.preparations = preparations;
    }

    @Override
    public void migrate(Flyway flyway) {
        check(flyway.getConfiguration().getDataSource());
        preparations.forEach(preparation -> preparation.prepare(flyway));
        flyway.migrate();
    }

    /**
     * Looks at a database's product and version.
     *
     * @throws DatabaseStartException if it cannot be reached, or is none of PostgreSQL 14 to 17
     */
    static void check(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData database = connection.getMetaData();
            int major = database.getDatabaseMajorVersion();
            if (!database.getDatabaseProductName().equals("PostgreSQL") || major < OLDEST || major > NEWEST) {
                throw new DatabaseStartException(
                        "Baton runs on PostgreSQL " + OLDEST + " to " + NEWEST + ", but the database is "
                                + database.getDatabaseProductName() + " " + database.getDatabaseProductVersion() + ".",
                        ACTION);
            }
        } catch (SQLException | PoolInitializationException e) {
            throw new DatabaseStartException("The database cannot be reached: " + e.getMessage(), ACTION, e);
        }
    }
}
