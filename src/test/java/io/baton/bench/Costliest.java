package io.baton.bench;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of a pass, as PostgreSQL counted them: where the database spends its time. */
class Costliest {

    private static final int SHOWN = 25;

    private final JdbcClient jdbc;

    Costliest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here on it counts anew. */
    void reset() {
        jdbc.sql("select pg_stat_statements_reset(0, 0, 0) is null")
                .query(Boolean.class)
                .single();
    }

    /** A line for each of the statements that took longest since the last reset, by their share of so many units. */
    String of(int units) {
        List<String> lines = jdbc.sql("""
                        select calls, rows, total_exec_time, wal_bytes,
                               left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as text
                          from pg_stat_statements where calls > 10 order by total_exec_time desc limit :shown
                        """)
                .param("shown", SHOWN)
                .query((row, index) -> "- %.2f times, %.2f rows, %.3f ms, %,.0f bytes of log: `%s`"
                        .formatted(
                                row.getDouble("calls") / units,
                                row.getDouble("rows") / units,
                                row.getDouble("total_exec_time") / units,
                                row.getDouble("wal_bytes") / units,
                                row.getString("text")))
                .list();
        String total = jdbc.sql("""
                        select sum(calls) as calls, sum(total_exec_time) as time, sum(wal_bytes) as log
                          from pg_stat_statements
                        """)
                .query((row, index) -> "All: %.1f statements, %.2f ms, %,.0f bytes of log."
                        .formatted(
                                row.getDouble("calls") / units,
                                row.getDouble("time") / units,
                                row.getDouble("log") / units))
                .single();
        return total + "\n\n" + String.join("\n", lines);
    }
}
