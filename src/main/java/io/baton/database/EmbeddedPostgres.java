package io.baton.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * The PostgreSQL that starts and stops with the application when none is configured. It keeps its data through crashes
 * of either, and comes back on the same port if it dies while the application runs.
 */
final class EmbeddedPostgres implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int LINES_SHOWN = 12;

    private final PostgresServer server;
    private final String password;
    private final DataDirectoryLock lock;
    private final ServerWatch watch;

    private EmbeddedPostgres(PostgresServer server, String password, DataDirectoryLock lock) {
        this.server = server;
        this.password = password;
        this.lock = lock;
        this.watch = new ServerWatch(server);
    }

    /**
     * Starts the server and returns when it takes connections.
     *
     * @throws DatabaseStartException if it cannot, with the reason in words
     */
    static EmbeddedPostgres start(Path dataDirectory, ServerSettings settings) {
        return start(dataDirectory, settings, Platform.current(), new SystemCommands());
    }

    static EmbeddedPostgres start(Path dataDirectory, ServerSettings settings, Platform platform, Commands system) {
        Instant begin = Instant.now();
        try {
            PostgresHome home = PostgresHome.under(dataDirectory);
            PostgresCluster.refuseForeignData(home);
            DataDirectoryLock lock = DataDirectoryLock.take(home);
            try {
                home.tidy();
                Commands commands = UnprivilegedCommands.forThisUser(system, platform, home.folder());
                PostgresBinaries binaries = PostgresBinaries.unpacked(home, platform, commands);
                PostgresCluster cluster = new PostgresCluster(home, binaries, commands);
                PostgresServer server = new PostgresServer(home, cluster);
                server.endLeftover();
                binaries.removeOthers(home);
                cluster.createIfMissing();
                String password = cluster.password();
                cluster.configure(settings);
                server.startOnAnyPort();
                log.info(
                        "PostgreSQL {} runs on 127.0.0.1:{} with its data in {}, after {} ms",
                        binaries.version(),
                        server.port(),
                        home.data(),
                        Duration.between(begin, Instant.now()).toMillis());
                return new EmbeddedPostgres(server, password, lock);
            } catch (IOException | RuntimeException e) {
                lock.release();
                throw e;
            }
        } catch (IOException e) {
            throw failed(
                    "could not be started in " + dataDirectory.toAbsolutePath(),
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    /** A failure with the last of what PostgreSQL said about it. */
    static DatabaseStartException failed(String what, String said, @Nullable Throwable cause) {
        String[] lines = said.strip().split("\\R");
        int from = Math.max(0, lines.length - LINES_SHOWN);
        String end = String.join(System.lineSeparator(), Arrays.copyOfRange(lines, from, lines.length));
        return new DatabaseStartException(
                "The embedded PostgreSQL " + what + ":" + System.lineSeparator() + end,
                "See that the folder can be written and its disk has room, then start again. Or choose another folder"
                        + " with baton.data-dir, or use a PostgreSQL of your own: set SPRING_DATASOURCE_URL.",
                cause);
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + PostgresCluster.NAME;
    }

    @Override
    public String getUsername() {
        return PostgresCluster.NAME;
    }

    @Override
    public String getPassword() {
        return password;
    }

    /** The process of the server. */
    long pid() {
        return server.pid();
    }

    /** Stops the server cleanly; connections that are still open are cut. */
    @Override
    public void close() {
        watch.close();
        try {
            server.stop();
        } catch (IOException e) {
            log.warn("PostgreSQL (process {}) could not be stopped; the next start does it", server.pid(), e);
        } finally {
            lock.release();
        }
    }
}
