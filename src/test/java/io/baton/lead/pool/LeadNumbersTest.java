package io.baton.lead.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.engine.Desk;
import io.baton.lead.NewLead;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose numbers a lead counts in: its owner's of the moment, and a lead that was taken back never as a new one. */
@BatonTest
@Tag("C48")
@Tag("C52")
class LeadNumbersTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Modeler modeler;

    @Autowired
    private TimeMachine time;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Desk desk;

    private LocalDate today;

    @BeforeEach
    void beginInTheMorningOfAWorkingDay() {
        modeler.begin();
        time.moveTo(time.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .with(LocalTime.of(9, 30))
                .toInstant());
        today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }

    @AfterEach
    void takeTheTablesBack() {
        modeler.takeBack();
    }

    @Test
    void countsWhatPeopleTookAndWhatBecameOfIt() {
        aPoolOfItsOwn("numbers-of-owners", "");
        String qualified = lead();
        String lost = lead();
        String again = lead();
        claim(qualified, "tom");
        claim(lost, "tom");
        claim(again, "tom");
        assertThat(rest.post("tom", "/api/customers/" + lost + "/touches", "{\"kind\":\"call\"}")
                        .status())
                .isEqualTo(201);
        walk.qualify(qualified, "tom");
        desk.as("tom", () -> tasks.setAssignee(task(again).getId(), null));
        claim(again, "mia");
        walk.complete(lost, task(lost).getName(), "tom", Map.of("decision", "lost", "lossReason", "price"));
        walk.qualify(again, "mia");

        JsonNode tom = of("tom", numbers("max", "numbers-of-owners", today, today.plusDays(1)));
        assertThat(values(tom)).containsExactly(3, 0, 2, 1, 1, 0);
        JsonNode mia = of("mia", numbers("max", "numbers-of-owners", today, today.plusDays(1)));
        assertThat(values(mia)).containsExactly(0, 1, 1, 1, 0, 0);

        assertThat(numbers("max", "numbers-of-owners", today.minusDays(1), today)
                        .get("people"))
                .as("the last day is not in")
                .isEmpty();
        assertThat(numbers("max", "numbers-of-owners", today.plusDays(1), today.plusDays(2))
                        .get("people"))
                .isEmpty();
    }

    @Test
    void countsALeadForItsFirstOwnerWhereThePoolSaysSo() {
        aPoolOfItsOwn("numbers-of-first", "\"first-owner\"");
        String lead = lead();
        claim(lead, "tom");
        desk.as("tom", () -> tasks.setAssignee(task(lead).getId(), null));
        claim(lead, "mia");
        walk.qualify(lead, "mia");

        JsonNode numbers = numbers("max", "numbers-of-first", today, today.plusDays(1));

        assertThat(numbers.get("countsFor").asText()).isEqualTo("first-owner");
        assertThat(of("tom", numbers).get("qualified").asInt()).isEqualTo(1);
        assertThat(of("mia", numbers).get("qualified").asInt()).isZero();
    }

    @Test
    void countsWhatWasTakenBackForWhoeverHadItAndNotAsANewLeadOfTheNext() {
        aPoolOfItsOwn("numbers-of-idle", "");
        String lead = lead();
        claim(lead, "tom");
        for (int day = 0; day < 16; day++) {
            time.forward(A_DAY);
            time.work(lead);
        }
        claim(lead, "mia");

        JsonNode numbers = numbers("max", "numbers-of-idle", today, today.plusDays(30));

        assertThat(values(of("tom", numbers))).containsExactly(1, 0, 0, 0, 0, 1);
        assertThat(of("tom", numbers).at("/takenBackAfter/10 business days").asInt())
                .isEqualTo(1);
        assertThat(values(of("mia", numbers))).containsExactly(0, 1, 0, 0, 0, 0);
        walk.complete(lead, task(lead).getName(), "mia", Map.of("decision", "lost", "lossReason", "other"));
    }

    @Test
    void showsEverybodyTheirOwnNumbersAndManagersAll() {
        aPoolOfItsOwn("numbers-of-mine", "");
        String first = lead();
        String second = lead();
        claim(first, "tom");
        claim(second, "mia");
        String period = "?from=" + today + "&to=" + today.plusDays(1);

        assertThat(rest.get("tom", "/api/pools/numbers-of-mine/numbers" + period)
                        .status())
                .isEqualTo(403);
        Answer own = rest.get("tom", "/api/pools/numbers-of-mine/numbers/mine" + period);
        assertThat(own.body().get("people").findValuesAsText("person")).containsExactly("tom");
        assertThat(numbers("max", "numbers-of-mine", today, today.plusDays(1))
                        .get("people")
                        .findValuesAsText("person"))
                .containsExactly("mia", "tom");
        for (String lead : new String[] {first, second}) {
            walk.complete(
                    lead,
                    task(lead).getName(),
                    task(lead).getAssignee(),
                    Map.of("decision", "lost", "lossReason", "other"));
        }
    }

    @Test
    void refusesAPeriodThatIsNoneAndAPoolThatIsNone() {
        String path = "/api/pools/sales/numbers";
        assertThat(rest.get("max", path).body().get("errors").findValuesAsText("field"))
                .containsExactly("from", "to");
        assertThat(rest.get("max", path + "?from=2026-02-01&to=2026-02-01").status())
                .isEqualTo(400);
        assertThat(rest.get("max", path + "?from=2026-02-01&to=2028-02-01").status())
                .isEqualTo(400);
        assertThat(rest.get("max", path + "?from=2026-13-01&to=%2B999999999-01-01")
                        .status())
                .isEqualTo(400);
        Answer nowhere = rest.get("max", "/api/pools/nowhere/numbers?from=2026-02-01&to=2026-02-02");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body().get("detail").asText()).isEqualTo("There is no pool 'nowhere'.");
    }

    /** So that what other tests count is not counted here. */
    private void aPoolOfItsOwn(String pool, String countsFor) {
        EditedTable pools = new EditedTable("lead/lead-pools")
                .row(
                        "\"" + pool + "\"",
                        "\"Numbers\"",
                        "\"sales\"",
                        "\"claim\"",
                        "",
                        "",
                        "",
                        "",
                        "\"1 business hour\"",
                        countsFor);
        EditedTable routes =
                new EditedTable("lead/route-lead").row("\"event\"", "", "", "", "", "", "", "\"" + pool + "\"", "50");
        Answer deployed = modeler.deploy("olga", Map.of(pools.file(), pools.xml(), routes.file(), routes.xml()));
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }

    private String lead() {
        NewLead lead = Walk.lead("Counted " + System.nanoTime());
        return walk.newLead(
                new NewLead(lead.company(), lead.contact(), null, null, null, "event", null, null, null, null, null));
    }

    private void claim(String lead, String person) {
        desk.as(person, () -> tasks.claim(task(lead).getId(), person));
    }

    private Task task(String lead) {
        return tasks.createTaskQuery().processInstanceBusinessKey(lead).singleResult();
    }

    private JsonNode numbers(String person, String pool, LocalDate from, LocalDate to) {
        Answer answer = rest.get(person, "/api/pools/%s/numbers?from=%s&to=%s".formatted(pool, from, to));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode of(String person, JsonNode numbers) {
        for (JsonNode one : numbers.get("people")) {
            if (one.get("person").asText().equals(person)) {
                return one;
            }
        }
        throw new AssertionError("No numbers of " + person + " in " + numbers);
    }

    private static int[] values(JsonNode one) {
        return new int[] {
            one.get("newLeads").asInt(),
            one.get("leadsAgain").asInt(),
            one.get("answeredInTime").asInt(),
            one.get("qualified").asInt(),
            one.get("lost").asInt(),
            one.get("takenBack").asInt()
        };
    }
}
