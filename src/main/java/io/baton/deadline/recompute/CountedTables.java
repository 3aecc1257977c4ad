package io.baton.deadline.recompute;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By which versions of the tables open dates were looked at last. It is on record, so that what is deployed and was not
 * looked at is found, whatever went wrong in between.
 */
@Component
class CountedTables {

    static final Set<String> COUNTED_BY =
            Set.of("follow-up-windows", "business-calendars", "closing-days", "escalation");

    /** Any number, the same on all nodes, and another than those of other locks. */
    private static final long LOCK = 0x4241544F4E05L;

    private final JdbcClient jdbc;
    private final Clock clock;

    CountedTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One at a time, on whichever node, begins to count or comes to the end of it, until its transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, index) -> index)
                .list();
    }

    /** The versions that count now. */
    String deployed() {
        return jdbc.sql("""
                        select coalesce(string_agg(id_, ' ' order by key_), '')
                          from (select distinct on (key_) key_, id_ from act_re_decision_def
                                 where key_ in (:tables) order by key_, version_ desc) latest
                        """).param("tables", COUNTED_BY).query(String.class).single();
    }

    /** Whether all that is deployed was looked at. */
    boolean areAllCounted() {
        return jdbc.sql("select versions from counted_tables")
                .query(String.class)
                .optional()
                .filter(deployed()::equals)
                .isPresent();
    }

    /** Open dates were looked at by these versions. */
    void counted(String versions) {
        jdbc.sql("""
                        insert into counted_tables (versions, counted_at) values (:versions, :at)
                        on conflict (one) do update set versions = excluded.versions, counted_at = excluded.counted_at
                        """)
                .param("versions", versions)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
