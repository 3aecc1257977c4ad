package io.baton.gate;

import io.baton.api.FieldChecks;
import io.baton.api.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * One kind of fact that can be put on file.
 *
 * @param key its stable id, such as {@code scope.confirmed}
 * @param label how people call it
 * @param missing what is said while it is missing
 * @param window the follow-up window whose steps are due on this date, or null
 */
record EvidenceKey(
        String key,
        Kind kind,
        String label,
        String missing,
        @Nullable String window) {

    /** What can be said about it. */
    enum Kind {
        /** Yes or no. */
        FACT,
        /** A day. */
        DATE,
        /** One line. */
        TEXT,
        /** A sum of events. */
        COUNT,
        /** Read from the customer's record. */
        RECORD;

        static Kind of(String key, Object name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The table evidence-keys says '" + name
                            + "' for the kind of '" + key + "'; there are "
                            + Arrays.stream(values()).map(Kind::id).collect(Collectors.joining(", "))));
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static EvidenceKey of(Map<String, Object> row) {
        String key = (String) row.get("key");
        return new EvidenceKey(
                key, Kind.of(key, row.get("kind")), (String) row.get("label"), (String) row.get("missing"), (String)
                        row.get("window"));
    }

    /** How a form's field for it is called: {@code orderSigned} for {@code order.signed}. */
    String field() {
        String[] words = key.split("[.-]");
        return Arrays.stream(words).skip(1).map(StringUtils::capitalize).collect(Collectors.joining("", words[0], ""));
    }

    /** The value as it is stored; what is wrong with it is noted in {@code check}. */
    @Nullable
    String valueOf(@Nullable Object value, FieldChecks check) {
        return switch (kind) {
            case FACT -> yesOrNo(value, check);
            case DATE -> day(value, check);
            case TEXT -> check.requiredText("value", value instanceof String text ? text : null, Texts.SHORT);
            case COUNT -> {
                if (value != null) {
                    check.wrong("value", "does not fit: '" + key + "' is counted, give an increment");
                }
                yield null;
            }
            case RECORD -> {
                check.wrong("key", "'" + key + "' is read from the customer's record and cannot be put on file");
                yield null;
            }
        };
    }

    /** How many more there are; null where this is not counted. What is wrong is noted in {@code check}. */
    @Nullable
    Long incrementOf(@Nullable Long increment, FieldChecks check) {
        if (kind != Kind.COUNT) {
            if (increment != null) {
                check.wrong("increment", "does not fit: '" + key + "' is not counted, give a value");
            }
            return null;
        }
        if (increment == null || increment < 1 || increment > Evidence.LARGEST_INCREMENT) {
            check.wrong("increment", "must be between 1 and " + Evidence.LARGEST_INCREMENT);
        }
        return increment;
    }

    private static @Nullable String yesOrNo(@Nullable Object value, FieldChecks check) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value == null || (Boolean) value);
        }
        check.wrong("value", "must be true or false");
        return null;
    }

    private static @Nullable String day(@Nullable Object value, FieldChecks check) {
        try {
            if (value instanceof String text) {
                int year = LocalDate.parse(text).getYear();
                if (year >= 2000 && year <= 2200) {
                    return text;
                }
            }
        } catch (DateTimeException e) {
            // Said below, as for every other value that is no day.
        }
        check.wrong("value", "must be a date such as 2026-03-31");
        return null;
    }
}
