package io.baton.deadline;

import io.baton.engine.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the team is at home: the country whose public holidays {@code business-calendars.dmn} gives to everybody. */
@Component
public class HomeCountry {

    private final Decisions decisions;

    HomeCountry(Decisions decisions) {
        this.decisions = decisions;
    }

    /** ISO 3166-1 alpha-2, or null where the table names no country. */
    public @Nullable String code() {
        Map<String, Object> everybody = new HashMap<>();
        everybody.put("team", "");
        everybody.put("region", null);
        List<Map<String, Object>> rows = decisions.rows("business-calendars", everybody);
        String holidays = rows.isEmpty() ? null : (String) rows.get(0).get("holidays");
        return holidays == null || holidays.strip().length() < 2
                ? null
                : holidays.strip().substring(0, 2);
    }
}
