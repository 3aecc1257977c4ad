package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {

    private static Path folder;
    private static EmbeddedPostgres database;

    @BeforeAll
    static void start() {
        folder = TestFolders.withBinaries("a folder with spaces").toAbsolutePath();
        database = EmbeddedPostgres.start(folder, ServerSettings.of(Map.of("work-mem", "9MB")));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "password_encryption, scram-sha-256",
        "allow_alter_system, off",
        "server_encoding, UTF8",
        "log_timezone, UTC",
        "transaction_isolation, read committed",
        "work_mem, 9MB"
    })
    void isSetToKeepWhatWasCommitted(String setting, String value) throws SQLException {
        assertThat(Sql.ask(database, "show " + setting)).isEqualTo(value);
    }

    @Test
    void countsTimeInUtc() throws IOException {
        // The driver gives each session the JVM's zone, so the server's own stands only here.
        assertThat(folder.resolve("postgres/data/postgresql.conf")).content().contains("\ntimezone = 'UTC'\n");
    }

    @Test
    void sortsByCodePointAndKnowsLettersOfAllScripts() throws SQLException {
        assertThat(
                        Sql.ask(
                                database,
                                "select concat(datlocprovider, ' ', datlocale) from pg_database where datname = current_database()"))
                .isEqualTo("b C.UTF-8");
        assertThat(Sql.ask(database, "select lower('ÄÉŁ')")).isEqualTo("äéł");
    }

    @Test
    void hasTheMajorVersionWhoseDataItReads() throws SQLException {
        assertThat(Sql.ask(database, "show server_version")).startsWith(PostgresCluster.MAJOR_VERSION + ".");
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        String elsewhere = database.getJdbcUrl().replace("127.0.0.1", "127.0.0.2");

        assertThatThrownBy(() -> DriverManager.getConnection(elsewhere, "baton", database.getPassword()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void hasNoUnixSocket() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                        .get(4))
                .as("folder of the socket")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "baton", "postgres", "md5"})
    void letsNobodyInWithoutThePassword(String password) {
        assertThatThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "baton", password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @CsvSource({"baton, postgres", "postgres, baton", "template1, baton"})
    void hasNoDoorForTheSuperuserNorToOtherDatabases(String name, String user) {
        String url = database.getJdbcUrl().replaceAll("/baton$", "/" + name);

        assertThatThrownBy(() -> DriverManager.getConnection(url, user, database.getPassword()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no pg_hba.conf entry");
    }

    @Test
    void trustsNoConnectionByItsOriginAlone() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("postgres/data/pg_hba.conf")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .containsExactly("host baton baton 127.0.0.1/32 scram-sha-256");
    }

    @Test
    void givesTheApplicationARoleThatOwnsItsDatabaseAndNothingElse() throws SQLException {
        assertThat(Sql.ask(
                        database,
                        "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls"
                                + " from pg_roles where rolname = current_user"))
                .isEqualTo("f");
        assertThat(Sql.ask(
                        database,
                        "select string_agg(datname, ',') from pg_database where datdba = current_user::regrole"))
                .isEqualTo("baton");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_trgm", "citext", "unaccent"})
    void letsTheApplicationAddTheExtensionsItMayNeed(String extension) throws SQLException {
        try (Connection connection = Sql.connect(database)) {
            connection.setAutoCommit(false);

            Sql.ask(connection, "create extension " + extension);

            connection.rollback();
        }
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void keepsPasswordAndDataFromOtherUsers() throws IOException {
        assertThat(permissions("postgres")).isEqualTo("rwx------");
        assertThat(permissions("postgres/password")).isEqualTo("rw-------");
        assertThat(permissions("postgres/data")).isEqualTo("rwx------");
        assertThat(Files.readString(folder.resolve("postgres/password"))).hasSize(43);
    }

    private static String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    @Test
    @EnabledOnOs(LINUX)
    void runsAndWritesInItsDataDirectoryOnly() throws IOException {
        Path process = Path.of("/proc", Long.toString(database.pid()));

        assertThat(Files.readSymbolicLink(process.resolve("exe"))).startsWith(folder);
        assertThat(Files.readSymbolicLink(process.resolve("cwd"))).startsWith(folder);
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            assertThat(files)
                    .extracting(Files::readSymbolicLink)
                    .extracting(Path::toString)
                    .noneMatch(file -> file.startsWith(System.getProperty("java.io.tmpdir") + "/")
                            && !file.startsWith(folder.toString()));
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void runsInASessionOfItsOwnSoThatCtrlCInATerminalDoesNotReachIt() throws IOException {
        String[] afterName = Files.readString(Path.of("/proc", Long.toString(database.pid()), "stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");

        assertThat(afterName[3]).as("session").isEqualTo(Long.toString(database.pid()));
    }

    @Test
    void tellsWhereItIs() {
        URI uri = URI.create(database.getJdbcUrl().substring("jdbc:".length()));

        assertThat(uri.getHost()).isEqualTo("127.0.0.1");
        assertThat(uri.getPath()).isEqualTo("/baton");
        assertThat(database.getUsername()).isEqualTo("baton");
    }
}
