package io.baton.imports;

import io.baton.customer.ImportedCustomers.Correction;
import io.baton.imports.ImportedRow.Problem;
import java.time.LocalDate;
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
        List<String> notes) {

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

    static RowPlan refused(ImportedRow row, List<Problem> problems) {
        return new RowPlan(row, Outcome.REFUSED, null, null, Map.of(), List.of(), null, null, problems, row.notes());
    }

    static RowPlan duplicate(ImportedRow row, String reason) {
        return new RowPlan(
                row,
                Outcome.DUPLICATE,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                null,
                List.of(new Problem("", "", reason)),
                row.notes());
    }
}
