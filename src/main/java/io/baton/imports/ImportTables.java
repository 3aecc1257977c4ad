package io.baton.imports;

import io.baton.api.Texts;
import io.baton.customer.Stage;
import io.baton.engine.Decisions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables that say what headings and words of other systems mean: {@code import-columns.dmn}, {@code import-stages.dmn}. */
@Component
class ImportTables {

    private final Decisions decisions;

    ImportTables(Decisions decisions) {
        this.decisions = decisions;
    }

    /** What people read about each field, in the table's order. */
    Map<Field, String> labels() {
        Map<Field, String> labels = new LinkedHashMap<>();
        rows("import-columns")
                .forEach(row -> Field.of(text(row, "field")).ifPresent(field -> labels.put(field, text(row, "label"))));
        return labels;
    }

    /** The field that a heading names, or null. */
    Map<String, Field> headings() {
        Map<String, Field> known = new HashMap<>();
        for (Map<String, Object> row : rows("import-columns")) {
            Field.of(text(row, "field")).ifPresent(field -> {
                for (String heading : Texts.list(text(row, "headings"))) {
                    known.putIfAbsent(Words.plain(heading), field);
                }
                known.put(Words.plain(field.id()), field);
                known.put(Words.plain(text(row, "label")), field);
            });
        }
        return known;
    }

    /**
     * What the table says of a stage.
     *
     * @param window the window that a due date is agreed for, or null where nothing is due any more
     */
    record StageName(Stage stage, @Nullable String window) {}

    /** The stages by every word for them. */
    Map<String, StageName> stages() {
        Map<String, StageName> known = new HashMap<>();
        Arrays.stream(Stage.values()).forEach(stage -> {
            known.put(Words.plain(stage.id()), new StageName(stage, null));
            known.put(Words.plain(stage.label()), new StageName(stage, null));
        });
        for (Map<String, Object> row : rows("import-stages")) {
            Stage stage = Stage.of(text(row, "meaning"));
            StageName name = new StageName(stage, text(row, "window").isEmpty() ? null : text(row, "window"));
            for (String word : Texts.list(text(row, "names"))) {
                known.putIfAbsent(Words.plain(word), name);
            }
            known.put(Words.plain(stage.id()), name);
            known.put(Words.plain(stage.label()), name);
        }
        return known;
    }

    /** Where a customer can come from. */
    List<String> sources() {
        return decisions.options("lead-sources", "source").stream()
                .map(option -> option.value())
                .toList();
    }

    private List<Map<String, Object>> rows(String table) {
        return decisions.rows(table, Map.of());
    }

    private static String text(Map<String, Object> row, String column) {
        Object cell = row.get(column);
        return cell == null ? "" : cell.toString().strip();
    }
}
