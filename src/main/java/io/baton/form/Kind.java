package io.baton.form;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field asks for. */
enum Kind {
    LINE,
    TEXT,
    NUMBER,
    DATE,
    TICK,
    CHOICE,
    CHOICES,
    COMPUTED;

    private static final Map<String, Kind> BY_TYPE = Map.of(
            "textfield", LINE,
            "textarea", TEXT,
            "number", NUMBER,
            "datetime", DATE,
            "checkbox", TICK,
            "radio", CHOICE,
            "select", CHOICE,
            "checklist", CHOICES,
            "taglist", CHOICES,
            "expression", COMPUTED);

    /** The kind of a form component, or null where it asks for nothing. */
    static @Nullable Kind of(String type) {
        return BY_TYPE.get(type);
    }

    /** What the Tasklist takes for the value of a field that nothing was put into. */
    @Nullable
    Object empty() {
        return switch (this) {
            case LINE, TEXT -> "";
            case TICK -> false;
            case CHOICES -> List.of();
            case NUMBER, DATE, CHOICE, COMPUTED -> null;
        };
    }
}
