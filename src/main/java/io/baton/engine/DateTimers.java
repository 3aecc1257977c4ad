package io.baton.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Timers that wait for one date that the diagrams' helper read, and that are on no task with a deadline of its own. */
@Component
public class DateTimers {

    /** Straight from the engine's tables: its queries know neither what a timer was set to nor where one left off. */
    private static final String WAITING = """
            select timer.id_, timer.window_, timer.duedate_, timer.create_time_, instance.business_key_
              from (select j.*, substring(d.job_configuration_ from 'deadlines\\.at\\(execution, ?''([^'']+)''') as window_
                      from act_ru_job j
                      join act_ru_jobdef d on d.id_ = j.job_def_id_
                     where d.job_configuration_ like 'DATE: %deadlines.at(execution,%') timer
              join act_ru_execution instance on instance.id_ = timer.process_instance_id_
             where not exists (select from act_ru_task t
                                 join deadline on deadline.task_id = t.id_
                                where t.execution_id_ = timer.execution_id_
                                  and deadline.follow_up = timer.window_
                                  and deadline.ended_at is null)
            """;

    private static final String AFTER = WAITING + " and timer.id_ > :after order by timer.id_ limit :most";
    private static final String OF =
            WAITING + " and instance.business_key_ = :businessKey and timer.window_ = :window order by timer.id_";

    private final JdbcClient jdbc;
    private final ManagementService management;
    private final SystemCommands system;

    DateTimers(JdbcClient jdbc, ManagementService management, SystemCommands system) {
        this.jdbc = jdbc;
        this.management = management;
        this.system = system;
    }

    /**
     * A timer that waits.
     *
     * @param businessKey what its process is about, or null for nothing
     * @param setAt when it began to wait
     */
    public record Waiting(
            String id, String window, @Nullable String businessKey, Instant setAt, Instant due) {}

    /** Those that come after an id, in the order of their ids. */
    public List<Waiting> after(String id, int most) {
        return waiting(jdbc.sql(AFTER).param("after", id).param("most", most));
    }

    /** Those that wait for a window in the processes about one thing, such as a customer. */
    public List<Waiting> of(String businessKey, String window) {
        return waiting(jdbc.sql(OF).param("businessKey", businessKey).param("window", window));
    }

    private static List<Waiting> waiting(JdbcClient.StatementSpec query) {
        return query.query((row, index) -> new Waiting(
                        row.getString("id_"),
                        row.getString("window_"),
                        row.getString("business_key_"),
                        instant(row.getObject("create_time_", LocalDateTime.class)),
                        instant(row.getObject("duedate_", LocalDateTime.class))))
                .list();
    }

    /** Moves timers to other dates. */
    public void fireAt(Map<String, Instant> moves) {
        system.call(() -> {
            moves.forEach((timer, at) -> management.setJobDuedate(timer, Date.from(at)));
            return moves;
        });
    }

    /** The engine stores times without a zone; the machine runs in UTC. */
    private static Instant instant(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
