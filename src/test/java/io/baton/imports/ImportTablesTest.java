package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.customer.Stage;
import io.baton.models.TableUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What headings and stage names of other systems mean; the lists stand in import-columns.csv and import-stages.csv. */
@Tag("C36")
class ImportTablesTest {

    private final TableUnderTest columns = new TableUnderTest("imports/import-columns");
    private final TableUnderTest stages = new TableUnderTest("imports/import-stages");

    @Test
    void listsTheHeadingsOfEachField() {
        assertThat(columns.inputs()).isEmpty();
        assertThat(rows(columns, "field", "label", "headings"))
                .isEqualTo(TableUnderTest.cases("imports/import-columns.csv").stream()
                        .map(row -> List.of(row.get(0), row.get(1), String.join(",", row.subList(2, row.size()))))
                        .map(row -> List.of(row.get(0), row.get(1), row.get(2).replace("\"", "")))
                        .toList());
        assertThat(columns.rowsWithoutCase()).isEmpty();
    }

    @Test
    void knowsEveryFieldAndNoHeadingTwice() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (Map<String, Object> row : columns.decide(Map.of())) {
            assertThat(Field.of((String) row.get("field"))).isPresent();
            for (String heading : ((String) row.get("headings")).split(", ")) {
                if (!seen.add(Words.plain(heading))) {
                    twice.add(heading);
                }
            }
        }

        assertThat(twice).isEmpty();
        assertThat(columns.decide(Map.of())).hasSize(Field.values().length);
    }

    @Test
    void namesEveryStageAndTheWindowOfItsStep() {
        Map<String, String> windows = new HashMap<>();
        Set<String> seen = new HashSet<>();
        stages.decide(Map.of()).forEach(row -> {
            windows.put((String) row.get("meaning"), (String) row.get("window"));
            assertThat(Stream.of(((String) row.get("names")).split(", "))).allMatch(seen::add);
        });
        assertThat(stages.rowsWithoutCase()).isEmpty();

        assertThat(windows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Stage.values()).map(Stage::id).toList());
        assertThat(windows).containsEntry("proposal", "proposal-follow-up").containsEntry("lost", null);
    }

    private static List<List<String>> rows(TableUnderTest table, String... columns) {
        return table.decide(Map.of()).stream()
                .map(row -> Stream.of(columns)
                        .map(it -> String.valueOf(row.get(it)))
                        .toList())
                .toList();
    }
}
