package io.baton;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the rows of every table, so that a test can say that nothing was written anywhere. */
@TestComponent
public class Rows {

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many rows each table of the application and of the engine has. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : tables()) {
            counts.put(
                    table,
                    jdbc.sql("select count(*) from " + table).query(Long.class).single());
        }
        return counts;
    }

    /** A fingerprint of what each table holds; of the deployed models their ids alone, since they are large. */
    public Map<String, String> contents() {
        String fingerprints = tables().stream()
                .map(table ->
                        "select '%s' as t, count(*) || ':' || sum(hashtextextended(%s, 0)::numeric) as h from %s t"
                                .formatted(table, row(table), table))
                .collect(Collectors.joining(" union all "));
        Map<String, String> contents = new TreeMap<>();
        jdbc.sql(fingerprints)
                .query((row, index) -> contents.put(row.getString("t"), String.valueOf(row.getString("h"))))
                .list();
        return contents;
    }

    private static String row(String table) {
        return table.equals("act_ge_bytearray") ? "t.id_ || t.rev_" : "t::text";
    }

    private List<String> tables() {
        return jdbc.sql("""
                        select table_name from information_schema.tables
                         where table_schema = 'public' and table_type = 'BASE TABLE'
                        """).query(String.class).list();
    }
}
