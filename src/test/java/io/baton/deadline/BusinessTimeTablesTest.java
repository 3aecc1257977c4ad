package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** When people work, as it is shipped; the cases stand in business-calendars.csv and closing-days.csv. */
class BusinessTimeTablesTest {

    private static final TableUnderTest CALENDARS = new TableUnderTest("deadline/business-calendars");
    private static final TableUnderTest DAYS = new TableUnderTest("deadline/closing-days");

    @ParameterizedTest
    @CsvFileSource(resources = "/deadline/business-calendars.csv", useHeadersInDisplayName = true)
    void givesEverybodyOfficeHoursInTheTeamsZoneWithoutHolidays(
            String team, String region, String calendar, String zone, String holidays, String hours) {
        Map<String, Object> row = CALENDARS.decide(asked(team, region)).get(0);

        assertThat(row.get("calendar")).isEqualTo(calendar);
        assertThat(row.get("zone")).isEqualTo(zone);
        assertThat(row.get("holidays")).isEqualTo(holidays);
        assertThat(row.get("hours")).isEqualTo(hours);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/deadline/closing-days.csv", useHeadersInDisplayName = true)
    void closesOnNewYearsDay(String team, String region, String date, String label, String hours) {
        assertThat(DAYS.decide(asked(team, region)))
                .isEqualTo(List.of(Map.of("date", date, "label", label, "hours", hours)));
    }

    @Test
    void lookAtTeamAndRegion() {
        assertThat(CALENDARS.inputs()).containsExactly("team", "region");
        assertThat(CALENDARS.outputs()).containsExactly("calendar", "zone", "holidays", "hours");
        assertThat(DAYS.inputs()).containsExactly("team", "region");
        assertThat(DAYS.outputs()).containsExactly("date", "label", "hours");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(CALENDARS.rowsWithoutCase()).isEmpty();
        assertThat(DAYS.rowsWithoutCase()).isEmpty();
    }

    private static Map<String, Object> asked(String team, String region) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("team", team);
        asked.put("region", region);
        return asked;
    }
}
