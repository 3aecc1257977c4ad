package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When something happens to a step that is not done, in three time zones, over a weekend and a change of the clocks. */
class FollowUpTest {

    private static final WorkingHours HOURS = WorkingHours.parse("Mon-Fri 09:00-17:00");

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kolkata", "America/New_York"})
    @Tag("C12")
    void remindsThenIsDueThenComesBackEachBusinessDay(String zone) {
        BusinessCalendar calendar = calendar(zone);
        // Clocks are set back in Berlin on the Sunday between.
        Instant start = at("2026-10-23T15:00", zone);
        FollowUp followUp = followUp("1 business day", "4 business hours, 1 business hour before", "1 business day");
        Instant due = followUp.due(start, start, calendar);

        List<Instant> moments = new ArrayList<>();
        Instant now = start;
        for (int i = 0; i < 5; i++) {
            now = followUp.next(start, Duration.ZERO, due, now, calendar);
            moments.add(now);
        }

        assertThat(moments)
                .containsExactly(
                        at("2026-10-26T11:00", zone),
                        at("2026-10-26T14:00", zone),
                        at("2026-10-26T15:00", zone),
                        at("2026-10-27T15:00", zone),
                        at("2026-10-28T15:00", zone));
    }

    @Test
    void skipsRemindersThatWouldComeAfterTheDate() {
        BusinessCalendar calendar = calendar("UTC");
        Instant start = at("2026-10-20T10:00", "UTC");
        FollowUp followUp = followUp("2 business hours", "4 business hours, 3 business hours before", "1 business day");
        Instant due = followUp.due(start, start, calendar);

        assertThat(followUp.next(start, Duration.ZERO, due, start, calendar)).isEqualTo(due);
    }

    @Test
    void remindsLaterByTheTimeForWhichTheCustomerWasWaitedFor() {
        BusinessCalendar calendar = calendar("UTC");
        Instant start = at("2026-10-20T10:00", "UTC");
        FollowUp followUp = followUp("1 business day", "2 business hours", "1 business day");
        Instant due = calendar.add(followUp.due(start, start, calendar), Duration.ofHours(3));

        assertThat(followUp.next(start, Duration.ofHours(3), due, start, calendar))
                .isEqualTo(at("2026-10-20T15:00", "UTC"));
    }

    @Test
    void comesBackAfterMonthsWithoutAnybodyLooking() {
        BusinessCalendar calendar = calendar("UTC");
        Instant start = at("2026-10-20T10:00", "UTC");
        FollowUp followUp = followUp("1 business day", "", "1 business day");
        Instant due = followUp.due(start, start, calendar);
        Instant muchLater = at("2027-06-01T12:00", "UTC");

        assertThat(followUp.next(start, Duration.ZERO, due, muchLater, calendar))
                .isEqualTo(at("2027-06-02T10:00", "UTC"));
    }

    @Test
    @Tag("C64")
    void countsThreeSixAndNineMonthsFromTheBeginningOfTheStageOnABusinessDay() {
        BusinessCalendar calendar = calendar("Europe/Berlin");
        FollowUp followUp = followUp("3 months, 6 months, 9 months", "", "1 business day");
        Instant sold = at("2026-01-17T12:00", "Europe/Berlin");

        // Each visit is made some days late, and the next one is not moved by that.
        Instant first = followUp.due(sold, sold, calendar);
        Instant second = followUp.due(sold, first.plus(Duration.ofDays(9)), calendar);
        Instant third = followUp.due(sold, second.plus(Duration.ofDays(9)), calendar);
        Instant after = followUp.due(sold, third.plus(Duration.ofDays(1)), calendar);

        assertThat(first).isEqualTo(at("2026-04-17T17:00", "Europe/Berlin"));
        assertThat(second).isEqualTo(at("2026-07-17T17:00", "Europe/Berlin"));
        // The 17th of October is a Saturday.
        assertThat(third).isEqualTo(at("2026-10-19T17:00", "Europe/Berlin"));
        assertThat(after).isEqualTo(at("2027-01-20T17:00", "Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration | 3 months, 30 days before | counts back, and several lengths count from a beginning",
                "duration | 0 business days | gives no time",
                "reminders | 4 business hours, soon | is no length of time",
                "reminders | -1 business hour | gives no time",
                "again | 5 business minutes | is shorter than 15 business minutes",
                "again | 1 day before | counts back",
                "longestPause | 2 days before | counts back",
            })
    void refusesWhatCannotBeCountedWith(String column, String text, String sentence) {
        Map<String, Object> row = new java.util.HashMap<>(Map.of("duration", "1 business day"));
        row.put(column, text);

        assertThatIllegalArgumentException().isThrownBy(() -> FollowUp.of(row)).withMessageContaining(sentence);
    }

    private static FollowUp followUp(String duration, String reminders, String again) {
        return FollowUp.of(Map.of("duration", duration, "reminders", reminders, "again", again, "label", "x"));
    }

    private static BusinessCalendar calendar(String zone) {
        return new BusinessCalendar(ZoneId.of(zone), HOURS, PublicHolidays.NONE, List.of());
    }

    private static Instant at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }
}
