package io.baton.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads PostgreSQL's own counters before and after a pass, and takes out what the reading itself adds. */
class Meter implements AutoCloseable {

    /** A statement and its share of one unit. */
    record Cost(String sql, double calls, double wal) {

        Cost plus(Cost other) {
            return new Cost(sql, calls + other.calls, wal + other.wal);
        }
    }

    private static final String OWN = "%-- meter%";

    /** It reads a table, since a connection keeps its count of commits to itself while that is all it has to tell. */
    private static final String TELL_COUNTS = "select pg_stat_force_next_flush() from pg_class limit 1 -- meter";

    private static final int MOST_TRIES = 5;
    /** The server itself writes a short record now and then. */
    private static final int IDLE_WAL = 1_000;

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private Reading idle = new Reading(0, 0, 0, 0, 0);

    private record Reading(double wal, double pageImages, double statements, double rows, double commits) {}

    private record Counters(double rows, double commits) {}

    Meter(HikariDataSource server) {
        connection =
                new SingleConnectionDataSource(server.getJdbcUrl(), server.getUsername(), server.getPassword(), true);
        jdbc = JdbcClient.create(connection);
        refuseUnlessCommitsAreKept();
    }

    private void refuseUnlessCommitsAreKept() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = jdbc.sql("show " + setting).query(String.class).single();
            if (!value.equals("on")) {
                throw new IllegalStateException("No figures: " + setting + " is " + value);
            }
        }
    }

    String server() {
        return jdbc.sql("select version()").query(String.class).single().replaceAll(" on .*", "");
    }

    /** Learns what a pass without any work costs: nothing but the commits of those who count. */
    void calibrate(Arm arm) throws Exception {
        idle = new Reading(0, 0, 0, 0, 0);
        Reading before;
        Reading now = read(arm, () -> {}).reading();
        int tries = 0;
        do {
            // The pool may still be opening connections.
            before = now;
            now = read(arm, () -> {}).reading();
        } while (now.commits() != before.commits() && ++tries < MOST_TRIES);
        if (tries == MOST_TRIES || now.statements() != 0 || now.rows() != 0 || now.wal() > IDLE_WAL) {
            throw new IllegalStateException("Something else works in the database: " + before + ", " + now);
        }
        idle = new Reading(0, 0, 0, 0, now.commits());
    }

    /** Runs the work, and says what each of its units cost. */
    Figures measure(Arm arm, int units, Work work) throws Exception {
        Timed timed = read(arm, work);
        Reading reading = timed.reading();
        return new Figures(
                (reading.wal() - idle.wal()) / units,
                (reading.pageImages() - idle.pageImages()) / units,
                (reading.statements() - idle.statements()) / units,
                (reading.rows() - idle.rows()) / units,
                (reading.commits() - idle.commits()) / units,
                timed.nanos() / 1e6 / units);
    }

    /** Something to measure. */
    interface Work {
        void run() throws Exception;
    }

    private record Timed(Reading reading, long nanos) {}

    private Timed read(Arm arm, Work work) throws Exception {
        vacuum(arm.schema());
        jdbc.sql("checkpoint -- meter").update();
        Counters countersBefore = counters(arm);
        jdbc.sql("select pg_stat_statements_reset(0, 0, 0) is null -- meter")
                .query(Boolean.class)
                .single();
        String walBefore = walPosition();

        long begin = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - begin;

        String walAfter = walPosition();
        double statements = jdbc.sql(
                        "select coalesce(sum(calls), 0) from pg_stat_statements where query not like :own -- meter")
                .param("own", OWN)
                .query(Double.class)
                .single();
        Counters countersAfter = counters(arm);
        double[] wal = wal(walBefore, walAfter);
        return new Timed(
                new Reading(
                        wal[0],
                        wal[1],
                        statements,
                        countersAfter.rows() - countersBefore.rows(),
                        countersAfter.commits() - countersBefore.commits()),
                nanos);
    }

    /** The statements of the last pass; those that differ in the number of rows only count as one. */
    List<Cost> statements(int units) {
        Map<String, Cost> byText = new LinkedHashMap<>();
        jdbc.sql("select query, calls, wal_bytes from pg_stat_statements where query not like :own -- meter")
                .param("own", OWN)
                .query((row, index) -> new Cost(
                        brief(row.getString("query")),
                        row.getDouble("calls") / units,
                        row.getDouble("wal_bytes") / units))
                .list()
                .forEach(cost -> byText.merge(cost.sql(), cost, Cost::plus));
        return List.copyOf(byText.values());
    }

    private static String brief(String query) {
        String line = query.replaceAll("\\s+", " ").strip();
        return line.replaceAll("(?i)^(select (?:distinct )?).*? from ", "$1… from ")
                .replaceAll("(?i)(insert into \\S+) ?\\(.*", "$1")
                .replaceAll("\\$\\d+", "?");
    }

    private void vacuum(String schema) {
        List<String> tables = jdbc.sql("select format('%I.%I', schemaname, tablename) from pg_tables"
                        + " where schemaname = :schema -- meter")
                .param("schema", schema)
                .query(String.class)
                .list();
        jdbc.sql("vacuum (analyze) " + String.join(", ", tables) + " -- meter").update();
    }

    private String walPosition() {
        return jdbc.sql("select pg_current_wal_insert_lsn()::text -- meter")
                .query(String.class)
                .single();
    }

    private double[] wal(String from, String to) {
        double images = jdbc.sql("select coalesce(sum(fpi_size), 0) from pg_get_wal_stats(:from::pg_lsn,"
                        + " least(:to::pg_lsn, pg_current_wal_flush_lsn()), false) where :from <> :to -- meter")
                .param("from", from)
                .param("to", to)
                .query(Double.class)
                .single();
        double all = jdbc.sql("select :to::pg_lsn - :from::pg_lsn -- meter")
                .param("from", from)
                .param("to", to)
                .query(Double.class)
                .single();
        return new double[] {all, images};
    }

    /** Each connection keeps its counts to itself for a while: have all of them told first. */
    private Counters counters(Arm arm) throws SQLException {
        tellCounts(arm.pool());
        jdbc.sql("select pg_stat_force_next_flush() is null -- meter")
                .query(Boolean.class)
                .single();
        return jdbc.sql("""
                        select tup_inserted + tup_updated + tup_deleted as rows, xact_commit as commits
                          from pg_stat_database where datname = current_database() -- meter
                        """)
                .query((row, index) -> new Counters(row.getDouble("rows"), row.getDouble("commits")))
                .single();
    }

    private static void tellCounts(HikariDataSource pool) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < Arm.CONNECTIONS; i++) {
                connections.add(pool.getConnection());
            }
            for (Connection connection : connections) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(TELL_COUNTS);
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
