package io.baton;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells when somebody waits for what the test holds in its transaction. */
@TestComponent
public class Waiting {

    private final JdbcClient jdbc;

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns once so many connections, or more, wait for a lock; fails after a minute. */
    public void untilThereWait(int connections) {
        // On another connection: that of the test's transaction sees the same all the while.
        await().atMost(1, TimeUnit.MINUTES)
                .until(() -> CompletableFuture.supplyAsync(this::count).get() >= connections);
    }

    private int count() {
        return jdbc.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }
}
