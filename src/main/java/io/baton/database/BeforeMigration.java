package io.baton.database;

import org.flywaydb.core.Flyway;

/** Something that has to happen at the start before the first migration, once the database is known to be a fit one. */
@FunctionalInterface
public interface BeforeMigration {

    void prepare(Flyway flyway);
}
