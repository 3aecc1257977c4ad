package io.baton.imports;

import io.baton.customer.CustomerNumber;
import io.baton.duplicate.Duplicates;
import io.baton.duplicate.Duplicates.Arrival;
import io.baton.duplicate.Duplicates.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of one file that look like each other, by the same table as customers do: the dry run says so, and a person
 * compares the two customers once both are there.
 */
@Component
class AlikeRows {

    /** As many pairs as one transaction raises. */
    private static final int AT_ONCE = 50;

    private final Duplicates duplicates;
    private final ImportStore store;
    private final JdbcClient jdbc;

    AlikeRows(Duplicates duplicates, ImportStore store, JdbcClient jdbc) {
        this.duplicates = duplicates;
        this.store = store;
        this.jdbc = jdbc;
    }

    /** Those rows that bring customers, beside the rows before them: says which look like one, and leaves out who is the same. */
    List<RowPlan> compare(long run, List<RowPlan> plans, Mapping mapping) {
        Map<Long, Twin> twins = duplicates.lookAmong(
                run,
                plans.stream()
                        .filter(it -> it.opens() != null)
                        .map(it -> new Arrival(
                                it.row().line(),
                                Objects.requireNonNull(it.opens()),
                                it.row().reference() != null))
                        .toList());
        List<RowPlan> compared = new ArrayList<>();
        for (RowPlan plan : plans) {
            Twin twin = twins.get(plan.row().line());
            compared.add(twin == null ? plan : compared(run, plan, twin, mapping));
        }
        return compared;
    }

    private RowPlan compared(long run, RowPlan plan, Twin twin, Mapping mapping) {
        String other = "line %d, %s (%s)".formatted(twin.place(), twin.company(), twin.reason());
        if (twin.isSame()) {
            return RowPlan.duplicate(
                    plan.row(),
                    "is certainly about the same customer as %s; if it is another one, give the row a reference"
                            .formatted(other));
        }
        if (plan.bringsNoWork()) {
            return plan;
        }
        boolean asks = !twin.bothToldApart() && mapping.comparesAlike();
        String note = "Looks like " + other
                + (asks
                        ? ": somebody is asked to compare them."
                        : twin.bothToldApart() ? "; each has a reference of its own, so both are customers." : ".");
        store.alike(run, plan.row().line(), twin, note, asks);
        return plan.noting(note, asks);
    }

    /**
     * Has people compare some of those who are both on record by now.
     *
     * @return whether there were any
     */
    boolean ask(long run) {
        List<Pair> pairs = jdbc.sql("""
                        select a.line, a.score, a.reason, customer_survivor(one.customer_id) as one,
                               customer_survivor(other.customer_id) as other
                          from import_alike a
                          join import_row one on one.run_id = a.run_id and one.line = a.line and one.result = 'created'
                          join import_row other on other.run_id = a.run_id and other.line = a.other_line
                               and other.result = 'created'
                         where a.run_id = :run and a.todo order by a.line limit :most
                        """)
                .param("run", run)
                .param("most", AT_ONCE)
                .query(Pair.class)
                .list();
        // Somebody may have found out that they are one while the import still ran.
        pairs.stream()
                .filter(it -> it.one() != it.other())
                .forEach(it -> duplicates.compare(
                        CustomerNumber.of(it.one()), CustomerNumber.of(it.other()), it.score(), it.reason()));
        jdbc.sql("update import_alike set todo = false where run_id = :run and line = any (:lines::bigint[])")
                .param("run", run)
                .param("lines", pairs.stream().map(Pair::line).toArray(Long[]::new))
                .update();
        return !pairs.isEmpty();
    }

    private record Pair(long line, int score, String reason, long one, long other) {}

    /** All of them are compared; what comes later is compared with those on record. */
    void forget(long run) {
        duplicates.forget(run);
    }
}
