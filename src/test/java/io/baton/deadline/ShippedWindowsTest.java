package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the shipped windows mean in the shipped working hours, in three time zones: over a weekend in which clocks change,
 * over a year's end, and for what comes in at a weekend. The cases stand in shipped-windows.csv.
 */
@Tag("C12")
@Tag("C13")
@Tag("C15")
class ShippedWindowsTest {

    private static final TableUnderTest WINDOWS = new TableUnderTest("deadline/follow-up-windows");
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @CsvFileSource(resources = "/deadline/shipped-windows.csv", useHeadersInDisplayName = true)
    void areDueAtTheMinute(String name, String zone, LocalDateTime start, LocalDateTime due) {
        BusinessCalendar calendar = calendar(zone);
        Window window = window(name);
        Instant begin = start.atZone(ZoneId.of(zone)).toInstant();
        SEEN.add(name);

        Instant end = window.after(begin, calendar);

        assertThat(end).isEqualTo(due.atZone(ZoneId.of(zone)).toInstant());
        // On the one side the step is still in working time, on the other no sooner begun is ever due later.
        assertThat(calendar.isOpen(end.minus(Duration.ofMinutes(1)))).isTrue();
        assertThat(window.after(begin.minus(Duration.ofMinutes(1)), calendar)).isBeforeOrEqualTo(end);
        assertThat(window.after(begin.plus(Duration.ofMinutes(1)), calendar)).isAfterOrEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-31, 2027-03-01",
        "Asia/Kolkata, 2027-02-01, 2026-12-31",
        "America/New_York, 2027-04-13, 2027-03-12"
    })
    void reviewARenewalOnTheBusinessDayThirtyDaysBeforeOrSooner(String zone, LocalDate renewal, LocalDate review) {
        SEEN.add("renewal-review");

        assertThat(window("renewal-review").before(renewal, calendar(zone))).isEqualTo(review);
    }

    @AfterAll
    static void allHaveACase() {
        assertThat(SEEN)
                .containsExactlyInAnyOrderElementsOf(TableUnderTest.cases("deadline/follow-up-windows.csv").stream()
                        .map(row -> row.get(4))
                        .collect(Collectors.toSet()));
    }

    private static Window window(String name) {
        return Window.parse((String) WINDOWS.decide(Map.of(
                        "playbook", "standard", "stage", "new-lead", "valueTier", "", "severity", "", "window", name))
                .get(0)
                .get("duration"));
    }

    private static BusinessCalendar calendar(String zone) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("team", "sales");
        asked.put("region", null);
        String hours = (String) new TableUnderTest("deadline/business-calendars")
                .decide(asked)
                .get(0)
                .get("hours");
        List<ClosingDay> days = new TableUnderTest("deadline/closing-days")
                .decide(asked).stream()
                        .map(row -> ClosingDay.parse((String) row.get("date"), (String) row.get("hours")))
                        .toList();
        return new BusinessCalendar(ZoneId.of(zone), WorkingHours.parse(hours), PublicHolidays.NONE, days);
    }
}
