package io.baton.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.baton.sheet.CellKind;
import io.baton.sheet.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** What the texts of each column look like over all rows: a few counts a column, however long the file is. */
final class ColumnLooks {

    private static final int MOST_SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 40;
    private static final int LAST_MONTH = 12;

    private final List<Look> looks = new ArrayList<>();

    /**
     * One column.
     *
     * @param filled how many cells hold anything
     * @param dayFirst how many dates can only be read day first
     * @param monthFirst how many dates can only be read month first
     * @param eitherWay how many dates can be read both ways and mean another day each time
     * @param samples its first texts
     */
    record Look(int filled, int dayFirst, int monthFirst, int eitherWay, List<String> samples) {

        private static final Look NONE = new Look(0, 0, 0, 0, List.of());

        /** What all dates of the column agree on, or null where none says it or they disagree. */
        @JsonIgnore
        @Nullable
        DateOrder order() {
            if (dayFirst > 0 == monthFirst > 0) {
                return null;
            }
            return dayFirst > 0 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
        }

        /** Whether some of its dates cannot be read without being told how. */
        @JsonIgnore
        boolean isUndecided() {
            return eitherWay > 0 && order() == null;
        }
    }

    void add(SourceRow row) {
        for (int i = 0; i < row.cells().size(); i++) {
            if (i == looks.size()) {
                looks.add(Look.NONE);
            }
            if (!row.cell(i).isEmpty()) {
                looks.set(i, with(looks.get(i), row.cell(i), row.kind(i)));
            }
        }
    }

    List<Look> looks() {
        return looks;
    }

    private static Look with(Look look, String text, CellKind kind) {
        int dayFirst = look.dayFirst();
        int monthFirst = look.monthFirst();
        int eitherWay = look.eitherWay();
        Matcher date = Dates.NUMBERS.matcher(text);
        if (kind == CellKind.TEXT && date.matches()) {
            int first = Integer.parseInt(date.group(1));
            int second = Integer.parseInt(date.group(3));
            if (first > LAST_MONTH || date.group(2).equals(".")) {
                dayFirst++;
            } else if (second > LAST_MONTH) {
                monthFirst++;
            } else if (first != second) {
                eitherWay++;
            }
        }
        List<String> samples = look.samples();
        if (samples.size() < MOST_SAMPLES && !samples.contains(shortened(text))) {
            samples = new ArrayList<>(samples);
            samples.add(shortened(text));
        }
        return new Look(look.filled() + 1, dayFirst, monthFirst, eitherWay, samples);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_SAMPLE ? line.substring(0, LONGEST_SAMPLE - 1) + "…" : line;
    }
}
