package io.baton.support;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How bad it is for the customer; a column of the windows' and the escalation's tables. */
enum Severity {
    URGENT,
    HIGH,
    NORMAL,
    LOW;

    static final List<String> IDS = Arrays.stream(values()).map(Severity::id).toList();

    /** @throws IllegalArgumentException where there is no such severity */
    static Severity of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
