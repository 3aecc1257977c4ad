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
 * @param alike who looks like the new customer, for somebody to compare; null where nobody does
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
        Duplicates.@Nullable Found alike) {

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

    /** The row brings somebody who looks like others on record; whether it is one of them is for a person to say. */
    RowPlan resembling(Duplicates.Found others) {
        List<String> more = new ArrayList<>(notes);
        more.add("Looks like " + others.inWords() + ": somebody is asked to compare them.");
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
                others);
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
                row, outcome, null, null, Map.of(), List.of(), null, null, problems, row.notes(), null, null);
    }
}
