package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;

@Timeout(60)
class EmbeddedPostgresRecoveryTest {

    private Path folder;
    private Process application;

    @BeforeEach
    void newFolder(TestInfo test) {
        folder = TestFolders.withBinaries(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void endApplication() {
        if (application != null) {
            application.destroyForcibly();
        }
    }

    @Test
    void keepsWhatWasCommittedOverARestart() throws SQLException {
        try (EmbeddedPostgres database = start()) {
            Sql.ask(database, "create table kept as select 'a promise' as what");
        }

        try (EmbeddedPostgres database = start()) {
            assertThat(Sql.ask(database, "select what from kept")).isEqualTo("a promise");
        }
    }

    @Test
    void stopsWithTheApplicationAndStaysDown() throws IOException {
        EmbeddedPostgres database = start();
        long pid = database.pid();

        database.close();

        assertThat(runsPostgres(pid)).isFalse();
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void stopsTheServerThatAKilledApplicationLeftBehindAndStartsAnew() throws Exception {
        long left = startApplication();
        application.destroyForcibly().waitFor();
        assertThat(runsPostgres(left)).isTrue();

        try (EmbeddedPostgres database = start()) {
            assertThat(database.pid()).isNotEqualTo(left);
            assertThat(runsPostgres(left)).isFalse();
            assertThat(Sql.ask(database, "select pg_is_in_recovery()")).isEqualTo("f");
        }
        assertThat(serverLog()).contains("received fast shutdown request").doesNotContain("not properly shut down");
    }

    @Test
    void startsAfterApplicationAndServerWereKilled() throws Exception {
        long killed = startApplication();
        application.destroyForcibly().waitFor();
        kill(killed);

        try (EmbeddedPostgres database = start()) {
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
        assertThat(serverLog()).contains("not properly shut down; automatic recovery in progress");
    }

    @Test
    void comesBackOnTheSamePortAfterItWasKilledEvenInTheMidstOfAStatement() throws Exception {
        try (EmbeddedPostgres database = start();
                HikariDataSource pool = pool(database)) {
            Sql.ask(pool, "create table kept as select 'a promise' as what");
            String url = database.getJdbcUrl();
            long killed = database.pid();
            CompletableFuture<?> busy = keepBusy(pool);

            kill(killed);

            // A connection may still answer for a moment, so the new server is awaited first.
            await().atMost(Duration.ofSeconds(20)).until(() -> database.pid() != killed);
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> Sql.ask(pool, "select what from kept"), "a promise"::equals);
            assertThat(database.getJdbcUrl()).isEqualTo(url);
            await().until(busy::isCompletedExceptionally);
        }
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void startsThoughTheNumberOfItsDeadProcessNowBelongsToAnother() throws Exception {
        start().close();
        application = new ProcessBuilder("cat").start();
        Files.writeString(
                folder.resolve("postgres/data/postmaster.pid"),
                application.pid() + "\n" + folder.resolve("postgres/data").toAbsolutePath() + "\n");

        try (EmbeddedPostgres database = start()) {
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
        assertThat(application.isAlive()).isTrue();
    }

    @Test
    void startsThoughAPowerCutLeftTheFileWithItsProcessEmpty() throws Exception {
        start().close();
        Files.createFile(folder.resolve("postgres/data/postmaster.pid"));

        try (EmbeddedPostgres database = start()) {
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void makesANewPasswordIfTheFileIsLost() throws Exception {
        EmbeddedPostgres before = start();
        before.close();
        Files.delete(folder.resolve("postgres/password"));

        try (EmbeddedPostgres database = start()) {
            assertThat(database.getPassword()).isNotEqualTo(before.getPassword());
            assertThat(Sql.ask(database, "select 1")).isEqualTo("1");
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, ServerSettings.of(Map.of()));
    }

    /** Starts an application in a process of its own and returns the process of its server. */
    private long startApplication() throws IOException {
        application = DatabaseProcess.launch(folder);
        String line = DatabaseProcess.answer(application);
        assertThat(line).startsWith("RUNS ");
        return Long.parseLong(line.substring("RUNS ".length()));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> !runsPostgres(pid));
    }

    private static boolean runsPostgres(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(program -> program.contains("postgres"))
                .isPresent();
    }

    private static HikariDataSource pool(EmbeddedPostgres database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setConnectionTimeout(3_000);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    /** A statement that does not look up from its work when the main process of the server dies. */
    private static CompletableFuture<?> keepBusy(HikariDataSource pool) throws SQLException {
        CompletableFuture<?> busy = CompletableFuture.runAsync(() -> {
            try (Connection connection = pool.getConnection()) {
                Sql.ask(connection, "select count(*) as busy from generate_series(1, 100000000000)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(
                        () -> Sql.ask(
                                pool,
                                "select count(*) from pg_stat_activity where query like '%as busy%'"
                                        + " and state = 'active' and pid <> pg_backend_pid()"),
                        "1"::equals);
        return busy;
    }

    private String serverLog() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path log : PostgresHome.list(folder.resolve("postgres/log"), "*.log")) {
            text.append(Files.readString(log));
        }
        return text.toString();
    }
}
