package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.Party;
import io.baton.engine.Decisions;
import io.baton.engine.TeamZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of the rows of the calendars' tables. */
class BusinessCalendarsTest {

    private static final Instant NOW = Instant.parse("2026-10-23T10:00:00Z");

    private final Decisions decisions = mock(Decisions.class);
    private final TeamZone zone = mock(TeamZone.class);
    private final Custody custody = mock(Custody.class);
    private final BusinessCalendars calendars = new BusinessCalendars(decisions, custody, zone);

    @BeforeEach
    void officeHours() {
        when(zone.id()).thenReturn(ZoneOffset.UTC);
        when(custody.of(any(CustomerFacts.class))).thenReturn(answeredForBy("delivery"));
        calendarSays("", "", "Mon-Fri 09:00-17:00");
        daysSay(List.of());
    }

    @Test
    void takesTheTeamsZoneWhereTheTableNamesNone() {
        assertThat(endOfToday()).isEqualTo("2026-10-23T17:00:00Z");

        calendarSays("America/New_York", "", "Mon-Fri 09:00-17:00");
        assertThat(endOfToday()).isEqualTo("2026-10-23T21:00:00Z");
    }

    @Test
    void asksForTheOwningTeamOrForTheOneThatAnswersForTheStageOfAPersonsCustomer() {
        when(decisions.rows("business-calendars", Map.of("team", "success", "region", "DE")))
                .thenReturn(List.of(Map.of("calendar", "Success", "hours", "Mon-Fri 09:00-18:00")));
        when(decisions.rows("business-calendars", Map.of("team", "delivery", "region", "DE")))
                .thenReturn(List.of(Map.of("calendar", "Delivery", "hours", "Mon-Fri 06:00-14:00")));

        assertThat(calendars.of(ownedBy(Party.team("success"))).endOfDay(NOW)).isEqualTo("2026-10-23T18:00:00Z");
        assertThat(calendars.of(ownedBy(Party.person("dana"))).endOfDay(NOW)).isEqualTo("2026-10-23T14:00:00Z");
    }

    @Test
    void countsAChangedRowAtOnceAndKeepsTheCalendarUntilThen() {
        BusinessCalendar before = calendars.of(ownedBy(Party.team("sales")));
        assertThat(calendars.of(ownedBy(Party.team("sales")))).isSameAs(before);

        daysSay(List.of(Map.of("date", "2026-10-23", "label", "Team day", "hours", "09:00-12:00")));
        assertThat(endOfToday()).isEqualTo("2026-10-23T12:00:00Z");

        calendarSays("", "DE", "Mon-Fri 09:00-17:00");
        assertThat(calendars.of(ownedBy(Party.team("sales"))).isBusinessDay(LocalDate.of(2026, 12, 25)))
                .isFalse();
    }

    @Test
    void saysWhatToDoWhereNoRowFits() {
        when(decisions.rows(eq("business-calendars"), any())).thenReturn(List.of());

        assertThatIllegalStateException()
                .isThrownBy(this::endOfToday)
                .withMessage(
                        "The table business-calendars has no row for the team 'sales' and the region 'DE'; add one with"
                                + " both left empty and deploy the table");
    }

    @Test
    void namesTableRowAndRemedyOfWhatCannotBeUsed() {
        wrong(
                "Mars/Base",
                "",
                "Mon-Fri 09:00-17:00",
                "there is no time zone 'Mars/Base'; give one such as Europe/Berlin, or nothing for the team's");
        wrong(
                "",
                "ZZ",
                "Mon-Fri 09:00-17:00",
                "no public holidays are known for 'ZZ'; give a country such as DE, a part of one such as DE-BY, or"
                        + " nothing");
        wrong("", "", "", "no working time is given; write such as Mon-Fri 09:00-17:00");

        calendarSays("", "", "Mon-Fri 09:00-17:00");
        daysSay(List.of(Map.of("date", "soon", "label", "Team day", "hours", "closed")));
        assertThatIllegalStateException()
                .isThrownBy(this::endOfToday)
                .withMessage(
                        "The table closing-days is wrong in the row 'Team day': 'soon' is no date; write 2026-12-24, or"
                                + " 12-24 for every year. Correct it and deploy the table");
    }

    private void wrong(String zoneName, String holidays, String hours, String why) {
        calendarSays(zoneName, holidays, hours);

        assertThatIllegalStateException()
                .isThrownBy(this::endOfToday)
                .withMessage("The table business-calendars is wrong in the row 'Office hours': " + why
                        + ". Correct it and deploy the table");
    }

    private Instant endOfToday() {
        return calendars.of(ownedBy(Party.team("sales"))).endOfDay(NOW);
    }

    private void calendarSays(String zoneName, String holidays, String hours) {
        when(decisions.rows(eq("business-calendars"), any()))
                .thenReturn(List.of(
                        Map.of("calendar", "Office hours", "zone", zoneName, "holidays", holidays, "hours", hours)));
    }

    private void daysSay(List<Map<String, Object>> rows) {
        when(decisions.rows(eq("closing-days"), any())).thenReturn(rows);
    }

    private static Custody.Rule answeredForBy(String team) {
        return new Custody.Rule(team, null, Custody.Trigger.MANUAL, false, List.of(team), null);
    }

    private static CustomerFacts ownedBy(Party owner) {
        CustomerFacts customer = mock(CustomerFacts.class);
        when(customer.owner()).thenReturn(owner);
        when(customer.region()).thenReturn("DE");
        return customer;
    }
}
