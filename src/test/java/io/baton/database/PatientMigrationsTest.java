package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.baton.BatonTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
class PatientMigrationsTest {

    @Autowired
    private HikariDataSource application;

    @Autowired
    private Flyway flyway;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path migrations;

    private HikariDataSource hasty;

    @BeforeEach
    void answersHaveToComeWithinASecond() throws IOException {
        Files.writeString(migrations.resolve("V1__slow.sql"), "select pg_sleep(1.5)");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(application.getJdbcUrl());
        config.setUsername(application.getUsername());
        config.setPassword(application.getPassword());
        config.addDataSourceProperty("socketTimeout", "1");
        config.setMaximumPoolSize(3);
        hasty = new HikariDataSource(config);
    }

    @AfterEach
    void close() {
        hasty.close();
        jdbc.sql("drop schema if exists patient cascade").update();
    }

    @Test
    void letsAMigrationTakeLongerThanAnyOtherAnswerMay() throws SQLException {
        assertThatThrownBy(() -> migrate()).hasStackTraceContaining("Read timed out");

        assertThat(migrate(flyway.getConfiguration().getCallbacks())).isEqualTo(1);

        try (Connection connection = hasty.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(1_000);
        }
    }

    private int migrate(Callback... callbacks) {
        return Flyway.configure()
                .dataSource(hasty)
                .schemas("patient")
                .locations("filesystem:" + migrations)
                .callbacks(callbacks)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
