package io.baton.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a file beside what is guessed; every part may be left out.
 *
 * @param columns for a column's heading, the field that it holds, or an empty text for a column that is left out
 * @param values for a field such as {@code stage}, {@code owner} or {@code source}, what a word in the file stands for
 * @param dates for a column's heading, {@code day-first} or {@code month-first}
 * @param currency of amounts beside which no currency stands
 * @param ownerNotFound {@code refuse} (as long as nothing is said) or {@code team}: the row's customer goes to its stage's team
 * @param closed {@code record} (as long as nothing is said) or {@code skip}: what becomes of lost and former customers
 * @param alike {@code compare} (as long as nothing is said) or {@code note}: whether somebody is asked to compare customers who
 *     look alike, or the row only says so
 */
record Mapping(
        @Nullable Map<String, String> columns,
        @Nullable Map<String, Map<String, String>> values,
        @Nullable Map<String, String> dates,
        @Nullable String currency,
        @Nullable String ownerNotFound,
        @Nullable String closed,
        @Nullable String alike) {

    static final Mapping NONE = new Mapping(null, null, null, null, null, null, null);

    /** What is said of a column, if anything is. */
    Optional<String> column(String heading) {
        return Optional.ofNullable(columns == null ? null : columns.get(heading));
    }

    @Nullable
    DateOrder order(String heading) {
        return dates == null ? null : DateOrder.of(dates.get(heading));
    }

    /** Whether somebody has said what a word of the file stands for. */
    boolean isExplained(Field field, String word) {
        Map<String, String> said = values == null ? null : values.get(field.id());
        return said != null
                && said.keySet().stream().anyMatch(it -> Words.plain(it).equals(Words.plain(word)));
    }

    /** What a word of the file stands for, compared by letters and digits; the word itself where nothing is said. */
    String meaning(Field field, String word) {
        Map<String, String> said = values == null ? null : values.get(field.id());
        if (said == null) {
            return word;
        }
        Map<String, String> plain = new HashMap<>();
        said.forEach((from, to) -> plain.put(Words.plain(from), to));
        return plain.getOrDefault(Words.plain(word), word);
    }

    boolean givesToTeam() {
        return "team".equals(ownerNotFound);
    }

    boolean skipsClosed() {
        return "skip".equals(closed);
    }

    boolean comparesAlike() {
        return !"note".equals(alike);
    }
}
