package io.baton.duplicate;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pairs of customers that look alike, and what was said of them: none is raised twice. */
@Component
class Pairs {

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Clock clock;

    Pairs(JdbcClient jdbc, EntityManager entities, Clock clock) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.clock = clock;
    }

    /** A pair that a person looks at. */
    record Pair(long id, String one, String other, int score, String reason) {}

    /**
     * Puts a pair on file.
     *
     * @return its id, or null where it was raised before
     */
    @Nullable
    Long raise(String one, String other, int score, String reason) {
        entities.flush();
        return jdbc.sql("""
                        insert into duplicate_pair (one_id, other_id, score, reason, raised_at)
                        values (:one, :other, :score, :reason, :now) on conflict do nothing returning id
                        """)
                .param("one", CustomerNumber.idOf(one))
                .param("other", CustomerNumber.idOf(other))
                .param("score", score)
                .param("reason", reason)
                .param("now", now())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    Optional<Pair> find(long id) {
        return jdbc.sql("select id, one_id, other_id, score, reason from duplicate_pair where id = :id")
                .param("id", id)
                .query((row, index) -> new Pair(
                        row.getLong("id"),
                        CustomerNumber.of(row.getLong("one_id")),
                        CustomerNumber.of(row.getLong("other_id")),
                        row.getInt("score"),
                        row.getString("reason")))
                .optional();
    }

    /** The pairs of a customer of which nobody has said yet whether they are one. */
    List<Long> unanswered(String number) {
        return jdbc.sql("select id from duplicate_pair where (one_id = :id or other_id = :id) and answer is null")
                .param("id", CustomerNumber.idOf(number))
                .query(Long.class)
                .list();
    }

    /** The pair's id, for whoever waits for an answer about it. */
    long same(String one, String other, String by, String note) {
        return answer(one, other, "same", by, note);
    }

    /** Remembered, so that nobody is asked about the two again. */
    void different(String one, String other, String by, @Nullable String note) {
        answer(one, other, "different", by, note);
    }

    private long answer(String one, String other, String answer, String by, @Nullable String note) {
        entities.flush();
        return jdbc.sql("""
                        insert into duplicate_pair (one_id, other_id, score, reason, raised_at, answer, answered_at, answered_by, note)
                        values (:one, :other, 100, 'a person says so', :now, :answer, :now, :by, :note)
                        on conflict (least(one_id, other_id), greatest(one_id, other_id)) do update
                           set answer = :answer, answered_at = :now, answered_by = :by, note = :note
                        returning id
                        """)
                .param("one", CustomerNumber.idOf(one))
                .param("other", CustomerNumber.idOf(other))
                .param("answer", answer)
                .param("now", now())
                .param("by", by)
                .param("note", note, java.sql.Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /** Whether custody of the customer is on its way from one hand to another. */
    boolean hasHandoff(String number) {
        entities.flush();
        return jdbc.sql("select exists (select 1 from handoff where customer_id = :id and state <> 'ACCEPTED')")
                .param("id", CustomerNumber.idOf(number))
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
