package io.baton.deadline.stalled;

import io.baton.customer.CustomerSight;
import io.baton.customer.CustomerSight.InSight;
import io.baton.customer.CustomerView.PartyType;
import io.baton.customer.CustomerView.PartyView;
import io.baton.customer.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds every live customer on whom work would not go on by itself. One statement over the record and the engine's
 * tables compares them as whole sets, so it costs the same whether one customer stalls or a thousand.
 */
@Service
@Transactional(readOnly = true)
class StalledWork {

    /**
     * A date further ahead never comes: the longest window that {@code follow-up-windows.dmn} can give is ten years, and
     * the year on top leaves room for the working day on which it ends.
     */
    private static final Period NEVER = Period.ofYears(11);

    /**
     * One cause is told once: who has no lifecycle has nothing open either, and whose job failed waits for that job.
     * What is suspended as a whole is seen by nobody and counts as not open. Sets are compared first and rows are looked
     * up for what is left over, which is next to nothing.
     */
    private static final String STALLED = """
            with instance as materialized (
                select p.id_, p.business_key_, p.suspension_state_, p.proc_def_id_, p.super_exec_,
                       case when p.business_key_ ~ '^C-[0-9]{6,18}$'
                            then substr(p.business_key_, 3)::bigint end as customer_id
                  from act_ru_execution p
                 where p.parent_id_ is null
            ),
            live as not materialized (
                select * from customer where stage in (:live)
            ),
            live_id as materialized (
                select id from live
            ),
            lifecycle as materialized (
                select i.id_, i.business_key_, i.customer_id
                  from instance i join act_re_procdef d on d.id_ = i.proc_def_id_ and d.key_ = 'customer-lifecycle'
            ),
            idle as materialized (
                select customer_id from lifecycle
                except
                select i.customer_id
                  from act_ru_task t join instance i on i.id_ = t.proc_inst_id_ and i.suspension_state_ = 1
                 where i.super_exec_ is not null
                except
                select i.customer_id
                  from act_ru_job j join instance i on i.id_ = j.process_instance_id_ and i.suspension_state_ = 1
                 where i.super_exec_ is not null or i.id_ in (select id_ from lifecycle)
            ),
            idle_case as materialized (
                select process_instance_id from support_case where solved_at is null
                except
                select t.proc_inst_id_
                  from act_ru_task t join instance i on i.id_ = t.proc_inst_id_ and i.suspension_state_ = 1
                except
                select j.process_instance_id_
                  from act_ru_job j join instance i on i.id_ = j.process_instance_id_ and i.suspension_state_ = 1
            ),
            astray as materialized (
                select * from lifecycle l where not exists (select from live_id c where c.id = l.customer_id)
            ),
            without_lifecycle as materialized (
                select id from live_id except select customer_id from lifecycle
            ),
            nobody as (
                select o.owner_type, o.owner_id,
                       case when o.owner_type = 'TEAM' and g.id_ is null then 'There is no team ' || o.owner_id || '.'
                            when o.owner_type = 'TEAM' then 'Nobody is in the team ' || o.owner_id || '.'
                            when u.id_ is null then 'The owner ' || o.owner_id || ' is not here any more.'
                            else 'The owner ' || o.owner_id || ' wears no hat any more.' end as detail
                  from (select owner_type, owner_id from live group by owner_type, owner_id) o
                  left join act_id_user u on o.owner_type = 'PERSON' and u.id_ = o.owner_id
                  left join act_id_group g on o.owner_type = 'TEAM' and g.id_ = o.owner_id
                 where not exists (select from act_id_membership m
                                     join act_id_user member on member.id_ = m.user_id_
                                    where o.owner_type = 'PERSON' and m.user_id_ = o.owner_id
                                       or o.owner_type = 'TEAM' and m.group_id_ = o.owner_id)
            ),
            stalled as materialized (
                select c.id as customer_id, 'nothing-open' as problem,
                       'Neither a task nor a timer is open, so nobody will be asked to do anything.' as detail,
                       c.stage_since as since
                  from idle join live c on c.id = idle.customer_id
                union all
                select c.id, 'no-due-date', 'The task ''' || coalesce(t.name_, t.task_def_key_) || ''' has no due date.',
                       t.create_time_ at time zone 'UTC'
                  from act_ru_task t
                  join instance i on i.id_ = t.proc_inst_id_
                  join live c on c.id = i.customer_id
                 where t.due_date_ is null
                union all
                select c.id, 'nobody-owns', n.detail, null
                  from nobody n
                  join live c on c.owner_id = n.owner_id and c.owner_type = n.owner_type
                union all
                select c.id, 'failed-job',
                       concat('The step ''', coalesce(f.failed_activity_id_, f.activity_id_, j.handler_type_),
                              ''' failed as often as it is tried: ', left(j.exception_msg_, 200)),
                       f.incident_timestamp_ at time zone 'UTC'
                  from act_ru_job j
                  join instance i on i.id_ = j.process_instance_id_
                  join live c on c.id = i.customer_id
                  left join act_ru_incident f on f.configuration_ = j.id_ and f.incident_type_ = 'failedJob'
                 where j.retries_ = 0
                union all
                select c.id, 'never-due',
                       concat('The timer ''', d.act_id_, ''' ',
                              coalesce('waits until ' || to_char(j.duedate_, 'YYYY-MM-DD'), 'has no date'), '.'),
                       j.create_time_ at time zone 'UTC'
                  from act_ru_job j
                  join instance i on i.id_ = j.process_instance_id_
                  join live c on c.id = i.customer_id
                  left join act_ru_jobdef d on d.id_ = j.job_def_id_
                 where j.type_ = 'timer' and (j.duedate_ is null or j.duedate_ > :never)
                union all
                select c.id, 'no-lifecycle', 'The record says that the customer is live, and no lifecycle runs.',
                       c.stage_since
                  from without_lifecycle w join live c on c.id = w.id
                union all
                select a.customer_id, 'no-record',
                       concat('A lifecycle runs under ''', a.business_key_, ''', which is no customer''s number.'),
                       h.start_time_ at time zone 'UTC'
                  from astray a
                  left join act_hi_procinst h on h.proc_inst_id_ = a.id_
                 where not exists (select from customer c where c.id = a.customer_id)
                union all
                select s.customer_id, 'case-stalls',
                       'Case S-' || lpad(s.id::text, greatest(6, length(s.id::text)), '0')
                           || ' is open, and nobody is asked to do anything about it.',
                       s.opened_at
                  from idle_case i join support_case s on s.process_instance_id = i.process_instance_id
                union all
                select s.customer_id, 'case-stalls',
                       'Case S-' || lpad(s.id::text, greatest(6, length(s.id::text)), '0')
                           || ' belongs to ' || s.owner || ', who is not here any more.',
                       s.opened_at
                  from support_case s left join act_id_user u on u.id_ = s.owner
                 where s.solved_at is null and s.owner is not null and u.id_ is null
                union all
                select c.id, 'ended-on-record', 'The record says ' || c.stage || ', and the lifecycle still runs.',
                       c.stage_since
                  from astray a join customer c on c.id = a.customer_id
            )
            """;

    /** Any number, the same on all nodes. */
    private static final long LOCK = 0x4241544F4E03L;

    private final JdbcClient jdbc;
    private final CustomerSight sight;
    private final Clock clock;

    StalledWork(JdbcClient jdbc, CustomerSight sight, Clock clock) {
        this.sight = sight;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A page of what stalls of the customers whom the acting person sees, by customer number.
     *
     * @param page from 0
     * @param size 1 to 200
     */
    StalledPage page(int page, int size) {
        Map<StallProblem, Long> byProblem = new EnumMap<>(StallProblem.class);
        InSight inSight = sight.inSight();
        asked("select problem, count(*) as stalls from " + seen(inSight) + " group by problem", inSight)
                .query(row -> {
                    byProblem.put(StallProblem.of(row.getString("problem")), row.getLong("stalls"));
                });
        long total = byProblem.values().stream().mapToLong(Long::longValue).sum();
        long offset = (long) page * size;
        // Nearly always nothing stalls, and then there is nothing to read a second time.
        List<Stall> items = offset >= total
                ? List.of()
                : asked("""
                        select s.*, c.company, c.owner_type, c.owner_id,
                               'C-' || lpad(s.customer_id::text, greatest(6, length(s.customer_id::text)), '0') as number
                          from %s left join customer c on c.id = s.customer_id
                         order by s.customer_id, s.problem, s.detail limit :limit offset :offset
                        """.formatted(seen(inSight)), inSight)
                        .param("limit", size)
                        .param("offset", offset)
                        .query(StalledWork::stall)
                        .list();
        return new StalledPage(items, page, size, total, byProblem);
    }

    /** Until this transaction ends no other check begins, so that two at a time do not ask two people to look. */
    @Transactional(propagation = Propagation.MANDATORY)
    void waitForOtherChecks() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, index) -> index)
                .list();
    }

    /** What stalls of whom the acting person sees, as {@code s}; what is about no customer is anybody's. */
    private static String seen(InSight inSight) {
        return inSight.all()
                ? "stalled s"
                : "(select * from stalled where customer_id is null or not exists (select from customer c where c.id = customer_id)"
                        + " or exists (select from customer c where c.id = customer_id and "
                        + inSight.condition() + ")) s";
    }

    private JdbcClient.StatementSpec asked(String question, InSight inSight) {
        return jdbc.sql(STALLED + question)
                .params(inSight.params())
                .param(
                        "live",
                        Arrays.stream(Stage.values())
                                .filter(stage -> !stage.isEnd())
                                .map(Stage::id)
                                .toList())
                .param(
                        "never",
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).plus(NEVER));
    }

    private static Stall stall(ResultSet row, int index) throws SQLException {
        String owner = row.getString("owner_id");
        return new Stall(
                row.getString("number"),
                row.getString("company"),
                owner == null ? null : new PartyView(PartyType.valueOf(row.getString("owner_type")), owner),
                StallProblem.of(row.getString("problem")),
                row.getString("detail"),
                time(row));
    }

    private static @Nullable Instant time(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("since", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
