package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.TimeMachine;
import io.baton.Unguarded;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.lead.NewLead;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Business time on the running product: a process owner deploys calendars, and customers are due by them. */
@BatonTest
class BusinessTimeProcessTest {

    /** In the order in which a Friday ends in them. */
    private static final Map<String, String> ZONES = zones();

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Rows rows;

    @Autowired
    private Unguarded unguarded;

    @Autowired
    private RepositoryService repository;

    @AfterEach
    void takeTheOwnTablesBack() {
        modeler.takeBack();
    }

    @Test
    @Tag("C12")
    @Tag("C37")
    void givesALeadOfFridayAtFiveUntilMondayAtFiveWhereItsRegionIs() {
        deployAZoneForEachRegion();
        LocalDate friday = ordinaryFriday();
        Map<String, String> customers = new LinkedHashMap<>();
        ZONES.forEach((region, zone) -> {
            time.moveTo(at(friday, 17, zone));
            customers.put(zone, walk.newLead(lead(region)));
        });

        customers.forEach((zone, customer) -> {
            Instant due = due(customer);
            assertThat(due).isEqualTo(at(friday.plusDays(3), 17, zone));
            time.moveTo(due.minus(Duration.ofMinutes(1)));
            assertThat(time.fireDueTimers(customer)).isEqualTo(1);
            assertThat(lastEntry(customer)).isEqualTo("Reminder: First answer to a new lead.");
            time.moveTo(due.plus(Duration.ofMinutes(1)));
            assertThat(time.fireDueTimers(customer)).isEqualTo(1);
            assertThat(lastEntry(customer)).isEqualTo("Overdue: First answer to a new lead.");
        });
    }

    @Test
    void givesAHandoffABusinessDayToBeAccepted() {
        deployAZoneForEachRegion();
        LocalDate friday = ordinaryFriday();
        Map<String, String> customers = new LinkedHashMap<>();
        ZONES.forEach((region, zone) -> {
            time.moveTo(at(friday, 16, zone));
            String customer = walk.newLead(lead(region));
            walk.qualify(customer, "tom");
            walk.sendProposal(customer, "tom");
            walk.win(customer, "tom");
            assertThat(due(customer)).isEqualTo(at(friday.plusDays(3), 16, zone));
            walk.offer(customer, "tom", "dana");
            customers.put(zone, customer);
        });

        customers.forEach((zone, customer) -> {
            Instant due = due(customer);
            assertThat(due).isEqualTo(at(friday.plusDays(3), 16, zone));
            time.moveTo(due.minus(Duration.ofMinutes(1)));
            assertThat(time.fireDueTimers(customer)).isEqualTo(1);
            assertThat(lastEntry(customer)).isEqualTo("Reminder: Answer from the next owner.");
            time.moveTo(due.plus(Duration.ofMinutes(1)));
            assertThat(time.fireDueTimers(customer)).isEqualTo(1);
            assertThat(lastEntry(customer)).isEqualTo("Overdue: Answer from the next owner.");
        });
    }

    private String lastEntry(String customer) {
        return reader.journal(customer, null, 1).items().get(0).text();
    }

    @Test
    @Tag("C13")
    void bringsAProposalBackFiveBusinessDaysLaterAndAnAgreedDateAtTheEndOfThatDay() {
        deployAZoneForEachRegion();
        LocalDate friday = ordinaryFriday();
        time.moveTo(at(friday, 10, "America/New_York"));
        String customer = walk.newLead(lead("US"));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        assertThat(due(customer)).isEqualTo(at(friday.plusDays(7), 10, "America/New_York"));

        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", friday.plusDays(4).toString()));

        assertThat(due(customer)).isEqualTo(at(friday.plusDays(4), 17, "America/New_York"));
    }

    @Test
    void countsInTheHoursOfTheTeamThatOwnsTheCustomer() {
        EditedTable calendars = new EditedTable("deadline/business-calendars")
                .row("\"delivery\"", "", "\"Early shift\"", "", "", "\"Mon-Sun 06:00-14:00\"");
        deploy(calendars);
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");

        walk.holdKickoff(customer, "dana");

        assertThat(due(customer).atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.of(14, 0));
    }

    @Test
    void keepsOwnClosingDays() {
        LocalDate friday = ordinaryFriday();
        deploy(new EditedTable("deadline/closing-days")
                .row("", "\"DE\"", "\"" + friday.plusDays(3) + "\"", "\"Inventory\"", "\"closed\""));
        time.moveTo(at(friday, 12, "UTC"));

        assertThat(due(walk.newLead(lead("DE")))).isEqualTo(at(friday.plusDays(4), 12, "UTC"));
        assertThat(due(walk.newLead(lead("FR")))).isEqualTo(at(friday.plusDays(3), 12, "UTC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mars/Base | | Mon-Fri 09:00-17:00 | in row 1, there is no time zone 'Mars/Base'",
                "| ZZ | Mon-Fri 09:00-17:00 | in row 1, no public holidays are known for 'ZZ'",
                "| | Mon-Fri 09:00-13:00 12:00-17:00 | in row 1, 09:00-13:00 and 12:00-17:00 overlap on Monday",
                "| | | in row 1, no working time is given"
            })
    void refusesACalendarThatCannotBeUsed(String zone, String holidays, String hours, String sentence) {
        EditedTable table = new EditedTable("deadline/business-calendars")
                .row("\"sales\"", "", "\"Ours\"", text(zone), text(holidays), text(hours));

        refused(table, "business-calendars.dmn: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.12. | closed | in row 1, '24.12.' is no date",
                "12-24 | half | in row 1, 'half' are no hours",
                "12-24 | 09:00-09:00 | in row 1, '09:00-09:00' has no length"
            })
    void refusesAClosingDayThatCannotBeUsed(String date, String hours, String sentence) {
        EditedTable table =
                new EditedTable("deadline/closing-days").row("", "", text(date), "\"Christmas Eve\"", text(hours));

        refused(table, "closing-days.dmn: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 business days | '0 business days' gives no time",
                "-1 business day | '-1 business day' gives no time",
                "P-1D | 'P-1D' gives no time",
                "soon | 'soon' is no length of time"
            })
    void refusesAWindowWithoutLength(String duration, String sentence) {
        EditedTable table = new EditedTable("deadline/follow-up-windows")
                .row("\"standard\"", "", "", "", "\"first-response\"", text(duration));

        refused(table, "follow-up-windows.dmn: in row 1, " + sentence);
    }

    @Test
    void refusesCalendarsThatLeaveSomebodyOut() {
        EditedTable table = new EditedTable("deadline/business-calendars");
        String xml = table.xml().replaceFirst("(UnaryTests_OtherTeam\">\\s*<text>)", "$1\"sales\"");
        Map<String, Long> before = rows.counts();

        Answer answer = modeler.deploy("olga", table.file(), xml);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText())
                .contains("business-calendars.dmn: has no row that fits everybody");
        assertThat(rows.counts()).isEqualTo(before);
    }

    /** As if it had been stored before there was a guard. */
    @Test
    void namesTableAndRowOfACalendarThatGotInAnyway() {
        EditedTable table = new EditedTable("deadline/business-calendars")
                .row("", "", "\"Ours\"", "\"Mars/Base\"", "", "\"Mon-Fri 09:00-17:00\"");
        var deployment = unguarded.deploy(repository.createDeployment().addString(table.file(), table.xml()));
        Map<String, Long> before = rows.counts();
        try {
            assertThatThrownBy(() -> walk.newLead())
                    .hasStackTraceContaining(
                            "The table business-calendars is wrong in the row 'Ours': there is no time zone"
                                    + " 'Mars/Base'; give one such as Europe/Berlin, or nothing for the team's. Correct it and"
                                    + " deploy the table");
            assertThat(rows.counts()).isEqualTo(before);
        } finally {
            unguarded.takeBack(deployment.getId());
        }
    }

    private void refused(EditedTable table, String sentence) {
        Map<String, Long> before = rows.counts();

        Answer answer = modeler.deploy("olga", table.file(), table.xml());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains(sentence);
        assertThat(rows.counts()).isEqualTo(before);
    }

    private void deployAZoneForEachRegion() {
        EditedTable calendars = new EditedTable("deadline/business-calendars");
        ZONES.forEach((region, zone) ->
                calendars.row("", text(region), text(region), text(zone), "", "\"Mon-Fri 09:00-17:00\""));
        deploy(calendars);
    }

    private void deploy(EditedTable table) {
        modeler.begin();
        Answer answer = modeler.deploy("olga", table.file(), table.xml());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    /** One still to come, with no New Year's Day between it and the Monday a week later. */
    private LocalDate ordinaryFriday() {
        LocalDate friday = LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusDays(2)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        while (friday.datesUntil(friday.plusDays(11))
                .anyMatch(day -> MonthDay.from(day).equals(MonthDay.of(1, 1)))) {
            friday = friday.plusWeeks(1);
        }
        return friday;
    }

    private static NewLead lead(String region) {
        NewLead lead = Walk.lead("ACME " + region);
        return new NewLead(
                lead.company(),
                lead.contact(),
                null,
                null,
                null,
                lead.source(),
                null,
                region,
                null,
                null,
                lead.message());
    }

    private Instant due(String customer) {
        return reader.one(customer).nextStep().due();
    }

    private static Instant at(LocalDate date, int hour, String zone) {
        return ZonedDateTime.of(date, LocalTime.of(hour, 0), ZoneId.of(zone)).toInstant();
    }

    private static String text(String text) {
        return text == null ? "" : "\"" + text + "\"";
    }

    private static Map<String, String> zones() {
        Map<String, String> zones = new LinkedHashMap<>();
        zones.put("NZ", "Pacific/Auckland");
        zones.put("IN", "Asia/Kolkata");
        zones.put("US", "America/New_York");
        return zones;
    }
}
