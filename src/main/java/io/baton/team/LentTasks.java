package io.baton.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what is lent. */
@Component
class LentTasks {

    private final JdbcClient jdbc;

    LentTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String task, long absence, String person, @Nullable String standIn, Instant at) {
        jdbc.sql("""
                        insert into lent_task (task_id, absence_id, person, stand_in, lent_at)
                        values (:task, :absence, :person, :standIn, :at)
                        """)
                .param("task", task)
                .param("absence", absence)
                .param("person", person)
                .param("standIn", standIn)
                .param("at", AbsenceRows.utc(at))
                .update();
    }

    /** The open loan of a task. */
    Optional<LentTask> of(String task) {
        return jdbc.sql("select * from lent_task where task_id = :task and returned_at is null")
                .param("task", task)
                .query(LentTasks::lent)
                .optional();
    }

    /** What is lent because of an absence and not returned yet; held until the transaction ends. */
    List<LentTask> lock(long absence) {
        return jdbc.sql("""
                        select * from lent_task where absence_id = :absence and returned_at is null
                         order by task_id for update
                        """).param("absence", absence).query(LentTasks::lent).list();
    }

    /** Whether a person has at least one task of another. */
    boolean has(String standIn, String person) {
        return jdbc.sql("""
                        select exists (select from lent_task
                                        where person = :person and stand_in = :standIn and returned_at is null)
                        """)
                .param("person", person)
                .param("standIn", standIn)
                .query(Boolean.class)
                .single();
    }

    void returned(long id, Instant at) {
        jdbc.sql("update lent_task set returned_at = :at where id = :id")
                .param("id", id)
                .param("at", AbsenceRows.utc(at))
                .update();
    }

    /** The person is away again: the loan goes on with the new absence. */
    void prolong(long id, long absence) {
        jdbc.sql("update lent_task set absence_id = :absence where id = :id")
                .param("id", id)
                .param("absence", absence)
                .update();
    }

    private static LentTask lent(ResultSet row, int index) throws SQLException {
        return new LentTask(
                row.getLong("id"),
                row.getString("task_id"),
                row.getLong("absence_id"),
                row.getString("person"),
                row.getString("stand_in"),
                row.getObject("lent_at", OffsetDateTime.class).toInstant());
    }
}
