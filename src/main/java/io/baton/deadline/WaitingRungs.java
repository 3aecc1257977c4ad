package io.baton.deadline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the next rungs of open escalations follow: dates that count by the same tables. Kept by the part that escalates. */
public interface WaitingRungs {

    /**
     * Those that come after an escalation, in the order of their ids.
     *
     * @param escalation its id, or 0 for the beginning
     * @param toMove whether their customers, deadlines and they themselves are held until the transaction ends
     */
    Found after(long escalation, int most, boolean toMove);

    /**
     * Moves rungs, with the timers that wait for them and the tasks of whoever is asked.
     *
     * @param dates by the escalation's id
     * @param by who wants them moved
     */
    void move(Map<Long, Instant> dates, String by);

    /** @param last the escalation after which to go on, or null where nothing is left */
    record Found(List<Waiting> rungs, @Nullable Long last) {}

    /**
     * A rung that waits.
     *
     * @param escalation its id
     * @param customer its number, or null where the step is about none
     * @param step what people read about it
     * @param next when it follows
     * @param newNext when it follows by the tables of now
     */
    record Waiting(
            long escalation, @Nullable String customer, String step, String window, Instant next, Instant newNext) {}
}
