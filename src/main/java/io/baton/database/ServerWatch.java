package io.baton.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices within half a second that the server has died, and starts it again for as long as the application runs. */
class ServerWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
    // Not ProcessHandle.onExit: for a process that is not a child it looks only every five seconds.
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postgres-watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    ServerWatch(PostgresServer server) {
        this.server = server;
        lookAfter(INTERVAL);
    }

    private void lookAfter(Duration pause) {
        executor.schedule(() -> look(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look(Duration lastPause) {
        if (!closed) {
            boolean well = server.isRunning() || revive();
            Duration longer = lastPause.multipliedBy(2);
            lookAfter(well ? INTERVAL : longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
        }
    }

    private boolean revive() {
        log.error("PostgreSQL (process {}) died; starting it again", server.pid());
        try {
            server.startAgain();
            log.info("PostgreSQL runs again on 127.0.0.1:{}", server.port());
            return true;
        } catch (IOException | RuntimeException e) {
            log.error("PostgreSQL does not start; trying again", e);
            return false;
        }
    }

    /** Returns when the watch is over, so that whoever stops the server then stops it for good. */
    @Override
    public synchronized void close() {
        closed = true;
        executor.shutdownNow();
    }
}
