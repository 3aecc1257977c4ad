package io.baton.imports;

import io.baton.customer.ImportedCustomers.Correction;
import io.baton.customer.NewCustomer;
import io.baton.duplicate.Duplicates;
import io.baton.imports.ImportedRow.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a row: the same for a dry run, which writes it down, and for the run, which does it.
 *
 * @param customer the number of the customer who is there already, or null
 * @param correction what changes on its record, or null
 * @param changes what changes, by field: the text before and the text now
 * @param noteTexts what goes into the journal
 * @param due the day to agree for {@code window}, or null
 * @param window the window that it is agreed for
 * @param opens the new customer, where the row brings one
 * @param alike who looks like the new customer, for somebody to compare; null where nobody is asked
 * @param asks whether somebody is asked to compare the new customer with one on record, or with that of another row
 */
record RowPlan(
        ImportedRow row,
        Outcome outcome,
        @Nullable String customer,
        @Nullable Correction correction,
        Map<String, Object> changes,
        List<String> noteTexts,
        @Nullable LocalDate due,
        @Nullable String window,
        List<Problem> problems,
        List<String> notes,
        @Nullable NewCustomer opens,
        Duplicates.@Nullable Found alike,
        boolean asks) {

    enum Outcome {
        NEW,
        UPDATE,
        UNCHANGED,
        DUPLICATE,
        REFUSED,
        SKIPPED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isToDo() {
        return outcome == Outcome.NEW || outcome == Outcome.UPDATE;
    }

    /** Whether the customer comes to stand where nobody has anything to do. */
    boolean bringsNoWork() {
        return row.stage() != null && row.stage().isEnd();
    }

    /** The row brings somebody who looks like others on record; whether it is one of them is for a person to say. */
    RowPlan resembling(Duplicates.Found others, boolean ask) {
        String note = "Looks like " + others.inWords() + (ask ? ": somebody is asked to compare them." : ".");
        return with(note, ask ? others : null, ask);
    }

    /** One thing more to know about the row. */
    RowPlan noting(String note, boolean ask) {
        return with(note, alike, asks || ask);
    }

    private RowPlan with(String note, Duplicates.@Nullable Found others, boolean ask) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new RowPlan(
                row,
                outcome,
                customer,
                correction,
                changes,
                noteTexts,
                due,
                window,
                problems,
                List.copyOf(more),
                opens,
                others,
                ask);
    }

    static RowPlan refused(ImportedRow row, List<Problem> problems) {
        return nothing(row, Outcome.REFUSED, problems);
    }

    static RowPlan duplicate(ImportedRow row, String reason) {
        return nothing(row, Outcome.DUPLICATE, List.of(new Problem("", "", reason)));
    }

    static RowPlan skipped(ImportedRow row) {
        return nothing(row, Outcome.SKIPPED, List.of());
    }

    private static RowPlan nothing(ImportedRow row, Outcome outcome, List<Problem> problems) {
        return new RowPlan(
                row, outcome, null, null, Map.of(), List.of(), null, null, problems, row.notes(), null, null, false);
    }
}
