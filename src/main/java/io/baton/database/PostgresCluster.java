package io.baton.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of the embedded PostgreSQL: made once, with one role that owns one database and nothing else, and no way in
 * for the superuser.
 */
final class PostgresCluster {

    /** The major version whose data this application reads. */
    static final String MAJOR_VERSION = "17";

    static final String NAME = "baton";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String ACCESS = """
            # Written by Baton at every start: its own role, its own database, this machine, by password.
            host %s %s 127.0.0.1/32 scram-sha-256
            """.formatted(NAME, NAME);

    private final PostgresHome home;
    private final PostgresBinaries binaries;
    private final Commands commands;

    PostgresCluster(PostgresHome home, PostgresBinaries binaries, Commands commands) {
        this.home = home;
        this.binaries = binaries;
        this.commands = commands;
    }

    /**
     * Reads whose data this is and touches nothing.
     *
     * @throws DatabaseStartException if it is of another major version, or no PostgreSQL's
     */
    static void refuseForeignData(PostgresHome home) throws IOException {
        Path data = home.data();
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            if (Files.exists(data) && !PostgresHome.list(data, "*").isEmpty()) {
                throw new DatabaseStartException(
                        "The folder " + data + " is not empty, but holds no data of PostgreSQL.",
                        "Move it away, or choose another folder with baton.data-dir.");
            }
            return;
        }
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw new DatabaseStartException(
                    "The data in " + data + " was made by PostgreSQL " + found + ", and this Baton brings PostgreSQL "
                            + MAJOR_VERSION + ". Nothing was touched.",
                    "Start the Baton that made it, move the data over with PostgreSQL's pg_dump or pg_upgrade, or"
                            + " choose another folder with baton.data-dir.");
        }
    }

    /** Makes role and database if this is the first start. */
    void createIfMissing() throws IOException {
        if (Files.exists(home.data().resolve("PG_VERSION"))) {
            return;
        }
        log.info("Creating the database in {} (once)", home.data());
        Path unfinished = home.unfinished("data");
        check(
                "create its data folder",
                commands.run(
                        home.folder(),
                        "",
                        List.of(
                                binaries.program("initdb").toString(),
                                "--pgdata=" + unfinished,
                                "--username=postgres",
                                "--auth=reject",
                                "--data-checksums",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8")));
        statements(
                unfinished,
                "postgres",
                "CREATE ROLE " + NAME + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE",
                "CREATE DATABASE " + NAME + " OWNER " + NAME);
        Files.deleteIfExists(home.password());
        Files.deleteIfExists(home.data());
        home.publish(unfinished, home.data());
    }

    /** The role's password; a new one if its file is missing. */
    String password() throws IOException {
        Path file = home.password();
        if (Files.exists(file)) {
            PostgresHome.restrict(file, "rw-------");
            return Files.readString(file).strip();
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        statements(home.data(), "postgres", "ALTER ROLE " + NAME + " PASSWORD '" + password + "'");
        Path unfinished = home.unfinished("password");
        Files.createFile(unfinished);
        PostgresHome.restrict(unfinished, "rw-------");
        PostgresHome.write(unfinished, password);
        home.publish(unfinished, file);
        return password;
    }

    /** Writes the server's settings and who may come in. */
    void configure(ServerSettings settings) throws IOException {
        Files.writeString(home.data().resolve("postgresql.conf"), settings.file());
        Files.writeString(home.data().resolve("pg_hba.conf"), ACCESS);
        if (settings.preloads("pg_stat_statements")) {
            // Only a superuser may create it, and no superuser can sign in.
            statements(
                    home.data(),
                    NAME,
                    "CREATE EXTENSION IF NOT EXISTS pg_stat_statements",
                    "GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO " + NAME,
                    "GRANT pg_read_all_stats TO " + NAME);
        }
    }

    /** Runs the server's control program on the data folder. */
    Commands.Result control(String action, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("pg_ctl").toString(), action, "-D", home.data().toString(), "-s", "-w"));
        command.addAll(Arrays.asList(options));
        return commands.run(home.folder(), "", command);
    }

    /** The process that the data folder names as its server, running or not. */
    OptionalLong server() throws IOException {
        Path file = serverFile();
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        String first = Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        return first.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
    }

    /** Forgets a server that is certainly not running. */
    void forgetServer() throws IOException {
        Files.deleteIfExists(serverFile());
    }

    private Path serverFile() {
        return home.data().resolve("postmaster.pid");
    }

    /** Runs statements as superuser, without a server and so without a door. */
    void statements(Path data, String database, String... statements) throws IOException {
        check(
                "prepare its database",
                commands.run(
                        home.folder(),
                        String.join("\n", statements) + "\n",
                        List.of(
                                binaries.program("postgres").toString(),
                                "--single",
                                "-D",
                                data.toString(),
                                "-c",
                                "exit_on_error=on",
                                // Statements may hold the password, which belongs in no log.
                                "-c",
                                "log_min_error_statement=panic",
                                "-c",
                                "password_encryption=scram-sha-256",
                                database)));
    }

    private void check(String what, Commands.Result result) {
        if (!result.ok()) {
            throw EmbeddedPostgres.failed("could not " + what + " in " + home.folder(), result.output(), null);
        }
    }
}
