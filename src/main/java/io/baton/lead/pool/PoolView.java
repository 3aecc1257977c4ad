package io.baton.lead.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pool stands.
 *
 * @param pool its id in {@code lead-pools.dmn}
 * @param label what people call it
 * @param team whose people serve it
 * @param mode {@code claim}, {@code round-robin}, {@code least-busy} or {@code named}
 * @param waiting how many leads wait in it
 * @param perDay how many leads a person may take in a day, or null
 * @param inHand how many leads a person may have at a time, or null
 * @param people everybody in the team, by name
 */
record PoolView(
        String pool,
        String label,
        String team,
        String mode,
        long waiting,
        @Nullable Integer perDay,
        @Nullable Integer inHand,
        List<Hand> people) {

    /**
     * What a person has of the pool.
     *
     * @param person the user name
     * @param away whether they are away now
     * @param inHand how many of its leads they have now
     * @param today how many of its leads they took or got today
     */
    record Hand(String person, boolean away, long inHand, long today) {}
}
