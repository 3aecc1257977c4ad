package io.baton.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running PostgreSQL: a process in a session of its own, so that Ctrl-C in a terminal reaches the application only,
 * which then stops it in good order.
 */
class PostgresServer {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration COURTESY = Duration.ofSeconds(5);
    private static final long BREATH_MILLIS = 250;

    private final PostgresHome home;
    private final PostgresCluster cluster;
    private volatile int port;
    private volatile long pid;
    private volatile boolean recognisable;

    PostgresServer(PostgresHome home, PostgresCluster cluster) {
        this.home = home;
        this.cluster = cluster;
    }

    int port() {
        return port;
    }

    long pid() {
        return pid;
    }

    void startOnAnyPort() throws IOException {
        start(true);
    }

    /** Starts the server that died, on the port that the connection pool knows. */
    void startAgain() throws IOException {
        clearTraces(pid);
        start(false);
    }

    private void start(boolean anyPort) throws IOException {
        Instant begin = Instant.now();
        while (true) {
            if (anyPort) {
                port = freePort();
            }
            Instant attempt = Instant.now();
            PostgresHome.deleteQuietly(home.startLog());
            Commands.Result result =
                    cluster.control("start", "-t", "300", "-l", home.startLog().toString(), "-o", "-p " + port);
            OptionalLong started = cluster.server();
            if (result.ok() && started.isPresent()) {
                pid = started.getAsLong();
                recognisable = isOurs(pid);
                return;
            }
            String said = home.logSince(attempt) + result.output();
            boolean passing = said.contains("could not bind") || said.contains("is still in use");
            Duration waited = Duration.between(begin, Instant.now());
            if (!passing || waited.compareTo(PATIENCE) > 0) {
                if (started.isPresent() && isOurs(started.getAsLong())) {
                    // Still on its way, for instance in a long recovery.
                    cluster.control("stop", "-m", "immediate", "-t", "10");
                }
                throw EmbeddedPostgres.failed("did not start in " + home.folder(), said, null);
            }
            endOrphans(waited.compareTo(COURTESY) > 0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BREATH_MILLIS));
        }
    }

    /** Stops a server that an application before this one left running, and clears away the traces of a dead one. */
    void endLeftover() throws IOException {
        OptionalLong left = cluster.server();
        if (left.isEmpty()) {
            cluster.forgetServer();
            return;
        }
        long leftPid = left.getAsLong();
        if (isOurs(leftPid)) {
            log.info("PostgreSQL (process {}) was left running; stopping it first", leftPid);
            pid = leftPid;
            recognisable = true;
            stop();
            return;
        }
        String program = program(leftPid);
        if (program.contains("postgres")) {
            throw new DatabaseStartException(
                    "Another PostgreSQL (" + program + ", process " + leftPid + ") seems to run on " + home.data()
                            + ".",
                    "Stop it. If it has nothing to do with this folder, remove the file postmaster.pid in it.");
        }
        clearTraces(leftPid);
    }

    boolean isRunning() {
        return recognisable ? isOurs(pid) : isAlive(pid);
    }

    void stop() throws IOException {
        if (!isRunning()) {
            return;
        }
        Commands.Result result = cluster.control("stop", "-m", "fast", "-t", "60");
        if (!result.ok()) {
            log.warn(
                    "PostgreSQL does not stop, so it is made to: {}",
                    result.output().strip());
            result = cluster.control("stop", "-m", "immediate", "-t", "30");
        }
        if (!result.ok()) {
            throw new IOException(result.output().strip());
        }
    }

    /**
     * Removes the dead server's name where PostgreSQL would take it for a living one: the number by now belongs to
     * something else, or to a dead process that nobody has collected. Otherwise PostgreSQL does it, after more checks.
     */
    private void clearTraces(long dead) throws IOException {
        if (ProcessHandle.of(dead).isPresent() && !isOurs(dead)) {
            cluster.forgetServer();
        }
    }

    /** Ends what is left of a server whose main process died: backends in the midst of a long statement. */
    private void endOrphans(boolean byForce) {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> isOurs(process.pid()))
                .toList();
        for (ProcessHandle orphan : orphans) {
            boolean asked = byForce ? orphan.destroyForcibly() : orphan.destroy();
            log.info("Ending process {}, left over from the PostgreSQL that died: {}", orphan.pid(), asked);
        }
    }

    private boolean isOurs(long process) {
        String program = program(process);
        return !program.isEmpty() && Path.of(program).startsWith(home.folder());
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
    }

    /** The program that a process runs; empty for none, a dead one that nobody has collected, and other people's. */
    private static String program(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .orElse("");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
