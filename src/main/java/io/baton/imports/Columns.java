package io.baton.imports;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.sheet.CellKind;
import io.baton.sheet.SourceRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which column of a file holds what: guessed by the headings, and corrected by a mapping. */
final class Columns {

    private static final int LETTERS = 26;

    private final List<Column> columns;
    private final Map<Field, Column> byField = new EnumMap<>(Field.class);

    private Columns(List<Column> columns) {
        this.columns = columns;
        columns.stream().filter(it -> it.field() != null).forEach(it -> byField.put(it.field(), it));
    }

    /**
     * A column.
     *
     * @param index from 0
     * @param heading as it stands in the file, made unique by the column's letter
     * @param field what it holds, or null where it is left out
     * @param order what comes first in its dates, or null where nobody knows
     */
    record Column(
            int index,
            String heading,
            @Nullable Field field,
            @Nullable DateOrder order) {

        /** Such as {@code B}, as spreadsheets call it. */
        String letter() {
            return Columns.letter(index);
        }
    }

    /** The headings as they are called from now on: every column has one of its own. */
    static List<String> headings(SourceRow first, int width) {
        List<String> headings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.max(width, first.width()); i++) {
            String text = first.kind(i) == CellKind.FORMULA ? "" : first.cell(i).replaceAll("\\s+", " ");
            String heading = text.isEmpty() ? "Column " + letter(i) : text;
            headings.add(seen.add(heading) ? heading : heading + " (" + letter(i) + ")");
        }
        return headings;
    }

    /**
     * Finds out what the columns hold.
     *
     * @throws Refusal where the mapping names a column or a field that there is not, or one field twice
     */
    static Columns of(List<String> headings, List<ColumnLooks.Look> looks, Mapping mapping, Map<String, Field> known) {
        refuseUnknown(headings, mapping);
        Set<Field> taken = new HashSet<>();
        headings.forEach(heading -> mapping.column(heading).flatMap(Field::of).ifPresent(field -> {
            if (!taken.add(field)) {
                throw Refusal.ofField("columns", "has two columns for '" + field.id() + "'; leave one out");
            }
        }));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            Field field = mapping.column(heading).isPresent()
                    ? Field.of(mapping.column(heading).get()).orElse(null)
                    : guess(heading, known, taken);
            DateOrder said = mapping.order(heading);
            DateOrder order =
                    said != null ? said : i < looks.size() ? looks.get(i).order() : null;
            columns.add(new Column(i, heading, field, order));
        }
        return new Columns(columns);
    }

    private static @Nullable Field guess(String heading, Map<String, Field> known, Set<Field> taken) {
        Field field = known.get(Words.plain(heading));
        if (field == null) {
            field = known.get(Words.withoutBrackets(heading));
        }
        return field != null && taken.add(field) ? field : null;
    }

    private static void refuseUnknown(List<String> headings, Mapping mapping) {
        FieldChecks check = new FieldChecks();
        if (mapping.columns() != null) {
            mapping.columns().forEach((heading, field) -> {
                if (!headings.contains(heading)) {
                    check.wrong(
                            "columns." + heading,
                            "is no column of the file; its columns are " + String.join(", ", headings));
                } else if (field != null && !field.isEmpty() && Field.of(field).isEmpty()) {
                    check.wrong("columns." + heading, "holds '" + field + "', which is no field");
                }
            });
        }
        if (mapping.dates() != null) {
            mapping.dates().forEach((heading, order) -> {
                if (!headings.contains(heading) || DateOrder.of(order) == null) {
                    check.wrong("dates." + heading, "must be a column of the file, and day-first or month-first");
                }
            });
        }
        if (mapping.currency() != null) {
            check.currency("currency", mapping.currency());
        }
        check.refuseIfWrong();
    }

    List<Column> all() {
        return columns;
    }

    @Nullable
    Column of(Field field) {
        return byField.get(field);
    }

    boolean has(Field field) {
        return byField.containsKey(field);
    }

    static String letter(int index) {
        return index < LETTERS
                ? String.valueOf((char) ('A' + index))
                : letter(index / LETTERS - 1) + letter(index % LETTERS);
    }
}
