package io.baton.deadline;

import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.engine.Decisions;
import io.baton.engine.TeamZone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tables {@code business-calendars.dmn} and {@code closing-days.dmn}: which calendar counts for a customer, by the team
 * that owns it now and the region it is in.
 */
@Component
class BusinessCalendars {

    private static final String CALENDARS = "business-calendars";
    private static final String DAYS = "closing-days";
    private static final int MOST_REMEMBERED = 1_000;

    private final Decisions decisions;
    private final Custody custody;
    private final TeamZone zone;

    /** By team and region; each is made once from rows that are the same until a table is deployed. */
    private final Map<Asked, Made> made = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Made> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    BusinessCalendars(Decisions decisions, Custody custody, TeamZone zone) {
        this.decisions = decisions;
        this.custody = custody;
        this.zone = zone;
    }

    private record Asked(String team, @Nullable String region) {}

    private record Made(
            List<Map<String, Object>> calendars, List<Map<String, Object>> days, BusinessCalendar calendar) {

        boolean isOf(List<Map<String, Object>> otherCalendars, List<Map<String, Object>> otherDays) {
            return (calendars == otherCalendars || calendars.equals(otherCalendars))
                    && (days == otherDays || days.equals(otherDays));
        }
    }

    /**
     * The calendar that counts for a customer.
     *
     * @throws IllegalStateException where a table has no row for it, or one that cannot be used; names table and row and
     *     says what to do
     */
    BusinessCalendar of(CustomerFacts customer) {
        return of(team(customer), customer.region());
    }

    /** The same tables as they are at this moment, for many customers: each question is asked once. */
    BusinessCalendars atOneMoment() {
        Map<Customers, BusinessCalendar> answers = new HashMap<>();
        return new BusinessCalendars(decisions, custody, zone) {
            @Override
            BusinessCalendar of(CustomerFacts customer) {
                Customers like =
                        new Customers(customer.owner(), customer.playbook(), customer.stage(), customer.region());
                return answers.computeIfAbsent(like, question -> BusinessCalendars.this.of(customer));
            }

            @Override
            BusinessCalendar ofEverybody() {
                return BusinessCalendars.this.ofEverybody();
            }
        };
    }

    /** Customers for whom the same calendar counts. */
    private record Customers(
            Party owner,
            String playbook,
            Stage stage,
            @Nullable String region) {}

    /**
     * The calendar of those for whom no row names a team or a region.
     *
     * @throws IllegalStateException as for a customer
     */
    BusinessCalendar ofEverybody() {
        return of("", null);
    }

    private BusinessCalendar of(String team, @Nullable String region) {
        Asked asked = new Asked(team, region);
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("team", team);
        inputs.put("region", region);
        List<Map<String, Object>> calendars = decisions.rows(CALENDARS, inputs);
        List<Map<String, Object>> days = decisions.rows(DAYS, inputs);
        Made before = made.get(asked);
        if (before != null && before.isOf(calendars, days)) {
            return before.calendar();
        }
        if (calendars.isEmpty()) {
            throw new IllegalStateException(
                    "The table %s has no row for the team '%s' and the region '%s'; add one with both left empty and deploy the table"
                            .formatted(CALENDARS, team, region));
        }
        BusinessCalendar calendar = calendar(calendars.get(0), days(days));
        made.put(asked, new Made(calendars, days, calendar));
        return calendar;
    }

    private BusinessCalendar calendar(Map<String, Object> row, List<ClosingDay> days) {
        String zoneName = text(row, "zone");
        String holidays = text(row, "holidays");
        try {
            return new BusinessCalendar(
                    zoneName.isEmpty() ? zone.id() : BusinessCalendar.zone(zoneName),
                    WorkingHours.parse(text(row, "hours")),
                    holidays.isEmpty() ? PublicHolidays.NONE : CountryHolidays.of(holidays),
                    days);
        } catch (IllegalArgumentException e) {
            throw wrong(CALENDARS, text(row, "calendar"), e);
        }
    }

    private static List<ClosingDay> days(List<Map<String, Object>> rows) {
        List<ClosingDay> days = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            try {
                days.add(ClosingDay.parse(text(row, "date"), text(row, "hours")));
            } catch (IllegalArgumentException e) {
                throw wrong(DAYS, text(row, "label"), e);
            }
        }
        return days;
    }

    /** The team that has the customer, or the one that answers for its stage while a person has it. */
    private String team(CustomerFacts customer) {
        Party owner = customer.owner();
        if (!owner.isPerson()) {
            return owner.id();
        }
        String team = custody.of(customer).team();
        return team == null ? "" : team;
    }

    private static String text(Map<String, Object> row, String column) {
        Object cell = row.get(column);
        return cell == null ? "" : cell.toString().strip();
    }

    private static IllegalStateException wrong(String table, String row, IllegalArgumentException why) {
        return new IllegalStateException(
                "The table %s is wrong in the row '%s': %s. Correct it and deploy the table"
                        .formatted(table, row, why.getMessage()),
                why);
    }
}
