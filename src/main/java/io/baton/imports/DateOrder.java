package io.baton.imports;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What comes first in a date such as 03/04/2026. */
enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable DateOrder of(@Nullable String id) {
        for (DateOrder order : values()) {
            if (order.id().equals(id)) {
                return order;
            }
        }
        return null;
    }
}
