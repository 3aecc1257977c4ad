package io.baton.lead.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Unguarded;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import io.baton.engine.Desk;
import io.baton.lead.NewLead;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Leads in their pools: claimed, assigned, touched, idle, taken back. */
@BatonTest
class LeadPoolProcessTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Desk desk;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Absentees absentees;

    @Autowired
    private Unguarded unguarded;

    @Autowired
    private RepositoryService repository;

    @BeforeEach
    void beginInTheMorningOfAWorkingDay() {
        modeler.begin();
        time.moveTo(time.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .with(LocalTime.of(9, 30))
                .toInstant());
    }

    @AfterEach
    void resetTheClockAndTheTables() {
        modeler.takeBack();
        absentees.everybodyIsBack();
    }

    @Test
    @Tag("C46")
    @Tag("C47")
    void putsOnRecordWhichRowOfWhichTableSentALeadToItsPool() {
        String lead = walk.newLead();

        JsonNode routed = entry(lead, "routed");
        assertThat(routed.get("text").asText()).isEqualTo("Routed to the pool Sales: every other lead goes to sales.");
        JsonNode data = routed.get("data");
        assertThat(data.get("pool").asText()).isEqualTo("sales");
        assertThat(data.get("table").asText()).isEqualTo("route-lead");
        assertThat(data.get("version").asInt()).isPositive();
        assertThat(data.get("row").asText()).isEqualTo("DecisionRule_Other");
        assertThat(data.get("asked").get("Source").asText()).isEqualTo("web");
        assertThat(data.get("validity").get("row").asText()).isEqualTo("DecisionRule_Valid");
        assertThat(task(lead).getPriority()).isEqualTo(50);
    }

    @Test
    @Tag("C48")
    void belongsToWhoeverClaimsItAndToThePoolAgainOnceItIsGivenBack() {
        String lead = walk.newLead();
        assertThat(owner(lead)).isEqualTo("sales");

        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));
        assertThat(owner(lead)).isEqualTo("tom");
        assertThat(reader.one(lead).nextStep().who().id()).isEqualTo("tom");

        desk.as("tom", () -> tasks.setAssignee(task(lead).getId(), null));
        assertThat(owner(lead)).isEqualTo("sales");
        desk.as("mia", () -> tasks.claim(task(lead).getId(), "mia"));
        assertThat(owner(lead)).isEqualTo("mia");
    }

    @Test
    @Tag("C46")
    void givesALeadThatTwoClaimAtTheSameInstantToOneAndTellsTheOther() throws Exception {
        Map<String, WebApp.Session> sessions = Map.of("tom", webApp.signIn("tom"), "mia", webApp.signIn("mia"));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                String lead = walk.newLead();
                String claim = WebApp.ENGINE + "/task/" + task(lead).getId() + "/claim";
                CountDownLatch together = new CountDownLatch(1);
                List<Future<Answer>> claims = new ArrayList<>();
                sessions.forEach((person, session) -> claims.add(two.submit(() -> {
                    together.await();
                    return session.post(claim, "{\"userId\":\"" + person + "\"}");
                })));
                together.countDown();

                List<Answer> answers =
                        List.of(claims.get(0).get(), claims.get(1).get());
                assertThat(answers)
                        .filteredOn(answer -> answer.status() == 204)
                        .as(answers.toString())
                        .hasSize(1);
                assertThat(answers)
                        .filteredOn(answer -> answer.status() != 204)
                        .singleElement()
                        .satisfies(answer -> assertThat(
                                        answer.body().get("message").asText())
                                .containsAnyOf("already taken by", "was taken by", "Somebody else changed this"));
                assertThat(owner(lead)).isEqualTo(task(lead).getAssignee());
                walk.complete(lead, "Qualify lead", owner(lead), Map.of("decision", "lost", "lossReason", "other"));
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    @Tag("C12")
    @Tag("C52")
    void isAnsweredByARealTouchAndByNothingElse() {
        String lead = walk.newLead();
        rest.post("tom", "/api/customers/" + lead + "/notes", "{\"text\":\"Looks good.\"}");
        Answer attempt = touch("tom", lead, "no-answer");
        assertThat(attempt.status()).as(attempt.raw().body()).isEqualTo(201);
        assertThat(task(lead).getName()).isEqualTo("Qualify lead");
        assertThat(owner(lead)).isEqualTo("sales");

        Answer call = touch("tom", lead, "call");

        assertThat(call.status()).as(call.raw().body()).isEqualTo(201);
        assertThat(owner(lead)).isEqualTo("tom");
        assertThat(task(lead).getName()).isEqualTo("Follow up lead");
        assertThat(task(lead).getAssignee()).isEqualTo("tom");
        JsonNode answered = deadline(lead, "first-response");
        assertThat(answered.get("state").asText()).isEqualTo("met");
        assertThat(deadline(lead, "lead-follow-up").get("endedAt").isNull()).isTrue();
        assertThat(entry(lead, "contacted").get("text").asText()).isEqualTo("Call by tom.");

        reach("tom", lead, "mail");
        assertThat(task(lead).getName()).isEqualTo("Follow up lead");
        walk.complete(
                lead,
                "Follow up lead",
                "tom",
                Map.of(
                        "decision",
                        "qualified",
                        "nextStepOn",
                        today().plusDays(2).toString()));
        assertThat(reader.one(lead).stage()).isEqualTo("qualified");
    }

    @Test
    @Tag("C46")
    void takesATouchUnderAMergedNumberForTheOneWhoAnswersForIt() {
        String gone = walk.newLead();
        String stays = walk.newLead();
        Answer merged = rest.post(
                "max", "/api/customers/" + gone + "/merge", "{\"into\":\"" + stays + "\",\"reason\":\"The same.\"}");
        assertThat(merged.status()).as(merged.raw().body()).isEqualTo(200);

        reach("tom", gone, "call");

        assertThat(task(stays).getName()).isEqualTo("Follow up lead");
        assertThat(owner(stays)).isEqualTo("tom");
        assertThat(deadline(stays, "first-response").get("state").asText()).isEqualTo("met");
    }

    @Test
    @Tag("C19")
    void letsAManagerTakeOverALeadThatSomebodyHas() {
        String lead = walk.newLead();
        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));

        desk.as("max", () -> desk.assign(task(lead).getId(), "max"));

        assertThat(task(lead).getAssignee()).isEqualTo("max");
        assertThat(owner(lead)).isEqualTo("tom");
        desk.assign(task(lead).getId(), "tom");
    }

    @Test
    @Tag("C19")
    @Tag("C47")
    void staysWithWhomAManagerGaveItToWhileItWaitedToBeAssigned() {
        sendEventsTo("\"given\"");
        pool("\"given\"", "\"Given\"", "\"sales\"", "\"round-robin\"", "", "", "1", "", "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 3)
                .mapToObj(i -> walk.newLead(fromAnEvent("Given " + i)))
                .toList();
        time.work("given");
        String waited = leads.get(2);
        assertThat(owner(waited)).isEqualTo("sales");
        String full = owner(leads.get(0));
        String free = owner(leads.get(1));

        reassign(waited, full);

        assertThat(owner(waited)).isEqualTo(full);
        assertThat(pool("given").get("waiting").asInt()).isZero();
        assertThat(hand(pool("given"), full).get("inHand").asInt()).isEqualTo(2);
        assertThat(hand(pool("given"), full).get("today").asInt()).isEqualTo(2);
        walk.complete(leads.get(1), "Qualify lead", free, Map.of("decision", "lost", "lossReason", "price"));
        time.forward(Duration.ofHours(2));
        time.work("given");
        assertThat(task(waited).getAssignee()).isEqualTo(full);
        assertThat(owner(waited)).isEqualTo(full);
        reach(full, waited, "call");
        assertThat(task(waited).getAssignee()).isEqualTo(full);
        clear(List.of(leads.get(0), waited), "given");
    }

    /** A manager is nobody of the pool's team, and no lead of theirs. */
    @Test
    @Tag("C19")
    @Tag("C47")
    void isGivenToNobodyWhileAManagerIsAtItAndAgainOnceTheyLeaveIt() {
        sendEventsTo("\"taken-over\"");
        pool(
                "\"taken-over\"",
                "\"Taken over\"",
                "\"sales\"",
                "\"round-robin\"",
                "",
                "",
                "1",
                "",
                "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 3)
                .mapToObj(i -> walk.newLead(fromAnEvent("Taken over " + i)))
                .toList();
        time.work("taken-over");
        String waited = leads.get(2);
        String free = owner(leads.get(0));
        assertThat(owner(waited)).isEqualTo("sales");

        desk.as("max", () -> desk.assign(task(waited).getId(), "max"));
        walk.complete(leads.get(0), "Qualify lead", free, Map.of("decision", "lost", "lossReason", "price"));
        time.forward(Duration.ofHours(2));
        time.work("taken-over");

        assertThat(task(waited).getAssignee()).isEqualTo("max");
        assertThat(owner(waited)).isEqualTo("sales");

        desk.as("max", () -> tasks.setAssignee(task(waited).getId(), null));
        time.forward(Duration.ofHours(2));
        time.work("taken-over");

        assertThat(owner(waited)).isEqualTo(free);
        assertThat(task(waited).getAssignee()).isEqualTo(free);
        clear(List.of(leads.get(1), waited), "taken-over");
    }

    @Test
    @Tag("C19")
    @Tag("C46")
    void isTakenBackFromWhomAManagerGaveItToAsFromAnybody() {
        String lead = walk.newLead();
        live(lead, 20);
        int waiting = pool("sales").get("waiting").asInt();

        reassign(lead, "tom");
        assertThat(owner(lead)).isEqualTo("tom");
        assertThat(pool("sales").get("waiting").asInt()).isEqualTo(waiting - 1);
        live(lead, 8);
        assertThat(owner(lead)).isEqualTo("tom");
        live(lead, 8);

        assertThat(owner(lead)).isEqualTo("sales");
        assertThat(entry(lead, "recycled").get("data").get("from").asText()).isEqualTo("tom");
    }

    @Test
    @Tag("C19")
    @Tag("C46")
    void waitsOnWhileItsTaskIsLentAndComesBack() {
        String lead = walk.newLead();
        // As the ladder of a missed step moves work: nobody takes the lead.
        desk.assign(task(lead).getId(), "tom");
        long absence = absentees.away("tom", 1, "mia");
        assertThat(task(lead).getAssignee()).isEqualTo("mia");
        assertThat(owner(lead)).isEqualTo("sales");

        Answer back = rest.post("max", "/api/absences/" + absence + "/cancellation", "{}");

        assertThat(back.status()).as(back.raw().body()).isBetween(200, 204);
        assertThat(task(lead).getAssignee()).isEqualTo("tom");
        assertThat(owner(lead)).isEqualTo("sales");
    }

    @Test
    @Tag("C12")
    void comesBackToWhoeverReachedItAndHasNotGotADecision() {
        String lead = walk.newLead();
        assertThatThrownBy(() -> walk.complete(
                        lead, "Qualify lead", "tom", Map.of("decision", "reached", "touchKind", "no-answer")))
                .hasMessageContaining("Nobody was reached this way");
        assertThatThrownBy(() -> walk.complete(lead, "Qualify lead", "tom", Map.of("decision", "reached")))
                .isNotNull();

        walk.complete(
                lead,
                "Qualify lead",
                "tom",
                Map.of("decision", "reached", "touchKind", "meeting", "note", "They decide next week."));

        assertThat(task(lead).getName()).isEqualTo("Follow up lead");
        assertThat(task(lead).getAssignee()).isEqualTo("tom");
        assertThat(deadline(lead, "first-response").get("state").asText()).isEqualTo("met");
        walk.complete(lead, "Follow up lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        assertThat(reader.one(lead).stage()).isEqualTo("lost");
    }

    @Test
    @Tag("C46")
    @Tag("C52")
    void goesBackToThePoolWhenItsOwnerDoesNotReachItAndIsLeftToOthersForAWhile() {
        String lead = walk.newLead();
        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));

        live(lead, 6);
        assertThat(owner(lead)).isEqualTo("tom");
        live(lead, 8);
        assertThat(texts(lead)).anyMatch(text -> text.equals("Nobody has reached ACME for 5 business days."));
        live(lead, 1);

        assertThat(owner(lead)).isEqualTo("sales");
        assertThat(task(lead).getAssignee()).isNull();
        JsonNode recycled = entry(lead, "recycled");
        assertThat(recycled.get("data").get("from").asText()).isEqualTo("tom");
        assertThat(recycled.get("data").get("times").asInt()).isEqualTo(1);
        assertThat(recycled.get("text").asText())
                .isEqualTo("Taken back from tom into the pool Sales: not reached for 10 business days.");
        Answer refused = webApp.signIn("tom")
                .post(WebApp.ENGINE + "/task/" + task(lead).getId() + "/claim", "{\"userId\":\"tom\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("message").asText())
                .isEqualTo("ACME was taken back from you a while ago: it is left to others for now.");
        assertThat(owner(lead)).isEqualTo("sales");
        desk.as("mia", () -> tasks.claim(task(lead).getId(), "mia"));
        assertThat(owner(lead)).isEqualTo("mia");
        assertThat(rest.get("max", "/api/customers/" + lead + "/journal?size=200")
                        .body()
                        .get("items")
                        .findValuesAsText("kind"))
                .filteredOn("lead"::equals)
                .hasSize(1);
    }

    @Test
    @Tag("C46")
    void isTakenBackInTimeFromWhoeverTookItAfterItHadWaitedForLong() {
        String lead = walk.newLead();
        live(lead, 20);
        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));

        live(lead, 8);
        assertThat(texts(lead))
                .filteredOn("Nobody has reached ACME for 5 business days."::equals)
                .hasSize(2);
        assertThat(owner(lead)).isEqualTo("tom");
        live(lead, 8);

        assertThat(owner(lead)).isEqualTo("sales");
    }

    @Test
    @Tag("C46")
    @Tag("C48")
    void staysInThePoolWhenWhoeverLostItComesBack() {
        String lead = walk.newLead();
        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));
        live(lead, 13);
        absentees.away("tom", 3, null);
        live(lead, 2);
        assertThat(owner(lead)).isEqualTo("sales");

        time.forward(A_DAY.multipliedBy(3));
        absentees.fireDueTimers();

        assertThat(task(lead).getAssignee()).isNull();
        assertThat(owner(lead)).isEqualTo("sales");
    }

    @Test
    @Tag("C52")
    void countsIdleFromTheLastRealTouchAndNotFromTheArrival() {
        String lead = walk.newLead();
        desk.as("tom", () -> tasks.claim(task(lead).getId(), "tom"));
        live(lead, 10);
        reach("tom", lead, "call");

        live(lead, 10);

        assertThat(owner(lead)).as(texts(lead).toString()).isEqualTo("tom");
        live(lead, 5);
        assertThat(owner(lead)).isEqualTo("sales");
    }

    @Test
    @Tag("C46")
    void isClosedOnceNobodyReachedItForAQuarter() {
        String lead = walk.newLead();

        for (int week = 0; week < 13 && !reader.one(lead).stage().equals("lost"); week++) {
            live(lead, 7);
        }

        assertThat(reader.one(lead).stage()).isEqualTo("lost");
        assertThat(entry(lead, "closed").get("data").get("reason").asText()).isEqualTo("no-response");
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(lead)
                        .taskName("Qualify lead")
                        .count())
                .isZero();
    }

    @Test
    @Tag("C47")
    void goesRoundAmongThoseWhoAreHereAndWaitsWhereNobodyHasAHandFree() {
        sendEventsTo("\"even\"");
        pool(
                "\"even\"",
                "\"Even\"",
                "\"sales\"",
                "\"round-robin\"",
                "",
                "",
                "2",
                "\"5 business days\"",
                "\"1 business hour\"");

        List<String> owners = new ArrayList<>();
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String lead = walk.newLead(fromAnEvent("Even " + i));
            leads.add(lead);
            owners.add(owner(lead));
        }
        assertThat(owners.subList(0, 2)).containsExactlyInAnyOrder("mia", "tom");
        assertThat(owners.get(2)).isEqualTo(owners.get(0));
        assertThat(owners.get(3)).isEqualTo(owners.get(1));
        String waits = walk.newLead(fromAnEvent("Even waits"));
        String waitsToo = walk.newLead(fromAnEvent("Even waits, too"));
        time.work("even");
        assertThat(owner(waits)).isEqualTo("sales");
        assertThat(task(waits).getAssignee()).isNull();
        JsonNode pool = pool("even");
        assertThat(pool.get("waiting").asInt()).isEqualTo(2);
        assertThat(hand(pool, "tom").get("inHand").asInt()).isEqualTo(2);

        String person = owners.get(0);
        walk.complete(leads.get(0), "Qualify lead", person, Map.of("decision", "lost", "lossReason", "price"));
        time.work("even");

        assertThat(owner(waits)).isEqualTo(person);
        assertThat(task(waits).getAssignee()).isEqualTo(person);
        assertThat(owner(waitsToo)).isEqualTo("sales");
        assertThat(pool("even").get("waiting").asInt()).isEqualTo(1);
        clear(List.of(leads.get(1), leads.get(2), leads.get(3), waits, waitsToo), "even");
    }

    @Test
    @Tag("C47")
    void givesAllThatWaitsToHandsThatAreFreeHoweverManyThereAre() {
        sendEventsTo("\"crowd\"");
        pool(crowd("1"));
        List<String> leads = IntStream.range(0, 60)
                .mapToObj(i -> walk.newLead(fromAnEvent("Crowd " + i)))
                .toList();
        assertThat(pool("crowd").get("waiting").asInt()).isEqualTo(58);

        pool(crowd("100"));
        time.forward(Duration.ofHours(2));
        time.work("crowd");

        assertThat(pool("crowd").get("waiting").asInt()).isZero();
        assertThat(hand(pool("crowd"), "tom").get("inHand").asInt()).isEqualTo(30);
        clear(leads, "crowd");
    }

    private static String[] crowd(String inHand) {
        return new String[] {
            "\"crowd\"", "\"Crowd\"", "\"sales\"", "\"least-busy\"", "", "", inHand, "", "\"1 business hour\""
        };
    }

    @Test
    @Tag("C19")
    @Tag("C47")
    void stepsOverWhoeverIsAwayAndFindsThemOnceTheyAreBack() {
        sendEventsTo("\"only-tom\"");
        pool("\"only-tom\"", "\"Only Tom\"", "\"sales\"", "\"named\"", "\"tom\"", "", "", "", "\"1 business hour\"");
        absentees.away("tom", 0, null);
        String lead = walk.newLead(fromAnEvent("For Tom"));
        time.work("only-tom");
        assertThat(owner(lead)).isEqualTo("sales");

        time.forward(A_DAY.plusHours(3));
        absentees.fireDueTimers();
        time.work("only-tom");

        assertThat(owner(lead)).isEqualTo("tom");
        clear(List.of(lead), "only-tom");
    }

    @Test
    @Tag("C47")
    @Tag("C52")
    void isInOneHandWhenItIsTakenOutOfTheOneItWasMergedInto() {
        sendEventsTo("\"apart\"");
        pool("\"apart\"", "\"Apart\"", "\"sales\"", "\"round-robin\"", "", "", "1", "", "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 3)
                .mapToObj(i -> walk.newLead(fromAnEvent("Apart " + i)))
                .toList();
        String waits = leads.get(2);
        assertThat(owner(waits)).isEqualTo("sales");
        merge(waits, walk.newLead());
        String free = owner(leads.get(0));
        walk.complete(leads.get(0), "Qualify lead", free, Map.of("decision", "lost", "lossReason", "price"));
        time.work("apart");

        takeOut(waits);

        assertThat(task(waits).getAssignee()).isEqualTo(free);
        assertThat(owner(waits)).isEqualTo(free);
        assertThat(pool("apart").get("waiting").asInt()).isZero();
        assertThat(hand(pool("apart"), free).get("inHand").asInt()).isEqualTo(1);
        clear(leads.subList(1, 3), "apart");
    }

    @Test
    @Tag("C47")
    @Tag("C52")
    void goesToThePoolThatItIsRoutedToWhenItIsTakenOutOfTheOneItWasMergedInto() {
        String lead = walk.newLead(fromAnEvent("Elsewhere"));
        assertThat(owner(lead)).isEqualTo("sales");
        merge(lead, walk.newLead());
        sendEventsTo("\"success\"");
        int waiting = pool("success").get("waiting").asInt();

        takeOut(lead);

        assertThat(owner(lead)).isEqualTo("success");
        assertThat(pool("success").get("waiting").asInt()).isEqualTo(waiting + 1);
        desk.as("sue", () -> tasks.claim(task(lead).getId(), "sue"));
        assertThat(owner(lead)).isEqualTo("sue");
    }

    @Test
    @Tag("C47")
    @Tag("C52")
    void givesAwayAtOnceWhatWaitsOnceALeadInHandIsMergedIntoAnother() {
        sendEventsTo("\"merged\"");
        pool("\"merged\"", "\"Merged\"", "\"sales\"", "\"round-robin\"", "", "", "1", "", "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 3)
                .mapToObj(i -> walk.newLead(fromAnEvent("Merged " + i)))
                .toList();
        time.work("merged");
        String free = owner(leads.get(0));
        assertThat(owner(leads.get(2))).isEqualTo("sales");

        merge(leads.get(0), walk.newLead());
        time.work("merged");

        assertThat(owner(leads.get(2))).isEqualTo(free);
        clear(leads.subList(1, 3), "merged");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"claim\" | 0 | \"1 day\" | in row 1, perDay is '0'; give a number of leads from 1 on",
                "\"claim\" | many | \"1 day\" | in row 1, perDay is 'many'; give a number of leads from 1 on",
                "\"sometimes\" | 1 | \"1 day\" | in row 1, the mode 'sometimes' is none of claim, least-busy, named, round-robin",
                "\"named\" | 1 | \"1 day\" | in row 1, the mode is 'named', and no person is",
                "\"claim\" | 1 | \"soon\" | in row 1, 'soon' is no length of time",
                "\"claim\" | 1 | \"1 day before\" | in row 1, lookAgain is '1 day before'; take the word 'before' out"
            })
    @Tag("C47")
    void refusesAPoolThatCannotBeRead(String mode, String perDay, String lookAgain, String sentence) {
        EditedTable pools = new EditedTable("lead/lead-pools")
                .row("\"odd\"", "\"Odd\"", "\"sales\"", mode, "", perDay, "", "", lookAgain);

        Answer answer = modeler.deploy("olga", pools.file(), pools.xml());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains("lead-pools.dmn: " + sentence);
    }

    @Test
    @Tag("C47")
    void keepsThePoolsInWhichLeadsStand() {
        sendEventsTo("\"kept\"");
        pool("\"kept\"", "\"Kept\"", "\"sales\"", "\"claim\"", "", "", "", "", "\"1 business hour\"");
        String lead = walk.newLead(fromAnEvent("Kept"));
        EditedTable without = new EditedTable("lead/lead-pools");

        Answer answer = modeler.deploy("olga", without.file(), without.xml());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText())
                .contains("lead-pools.dmn: has no row for the pool 'kept', in which leads stand");
        clear(List.of(lead), "kept");
        answer = modeler.deploy("olga", without.file(), without.xml());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    /** As if the table had been stored before there was a guard. */
    @Test
    @Tag("C46")
    @Tag("C47")
    void letsNobodyBeLockedInAPoolThatIsGone() {
        sendEventsTo("\"gone\"");
        pool("\"gone\"", "\"Gone\"", "\"sales\"", "\"round-robin\"", "", "", "1", "", "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 5)
                .mapToObj(i -> walk.newLead(fromAnEvent("Gone " + i)))
                .toList();
        String person = owner(leads.get(0));
        String other = owner(leads.get(1));
        EditedTable without = new EditedTable("lead/lead-pools");

        var deployment = unguarded.deploy(repository.createDeployment().addString(without.file(), without.xml()));

        try {
            time.work("gone");
            walk.complete(leads.get(0), "Qualify lead", person, Map.of("decision", "lost", "lossReason", "price"));
            assertThat(reader.one(leads.get(0)).stage()).isEqualTo("lost");
            desk.as(person, () -> tasks.claim(task(leads.get(2)).getId(), person));
            assertThat(owner(leads.get(2))).isEqualTo(person);
            walk.complete(
                    leads.get(2),
                    "Qualify lead",
                    person,
                    Map.of(
                            "decision",
                            "qualified",
                            "nextStepOn",
                            today().plusDays(2).toString()));
            assertThat(reader.one(leads.get(2)).stage()).isEqualTo("qualified");
            desk.as(other, () -> tasks.setAssignee(task(leads.get(1)).getId(), null));
            assertThat(owner(leads.get(1))).isEqualTo("sales");
            desk.as(other, () -> tasks.claim(task(leads.get(1)).getId(), other));
            live(leads.get(1), 15);
            assertThat(owner(leads.get(1))).isEqualTo("sales");
            assertThat(task(leads.get(1)).getAssignee()).isNull();
            reach(person, leads.get(3), "call");
            clear(List.of(leads.get(1), leads.get(3), leads.get(4)), "gone");
        } finally {
            unguarded.takeBack(deployment.getId());
        }
    }

    @Test
    @Tag("C47")
    void showsTheOtherPoolsWhereOneCannotBeRead() {
        EditedTable broken = new EditedTable("lead/lead-pools")
                .row("\"broken\"", "\"Broken\"", "\"sales\"", "\"claim\"", "", "0", "", "", "\"1 business hour\"");
        var deployment = unguarded.deploy(repository.createDeployment().addString(broken.file(), broken.xml()));
        try {
            Answer answer = rest.get("max", "/api/pools");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().findValuesAsText("pool"))
                    .contains("sales", "inbound")
                    .doesNotContain("broken");
        } finally {
            unguarded.takeBack(deployment.getId());
        }
    }

    @Test
    @Tag("C47")
    void refusesAClaimBeyondTheLimitsOfThePool() {
        sendEventsTo("\"narrow\"");
        pool("\"narrow\"", "\"Narrow\"", "\"sales\"", "\"claim\"", "", "2", "1", "", "\"1 business hour\"");
        List<String> leads = IntStream.range(0, 4)
                .mapToObj(i -> walk.newLead(fromAnEvent("Narrow " + i)))
                .toList();
        desk.as("tom", () -> tasks.claim(task(leads.get(0)).getId(), "tom"));

        assertThatThrownBy(() ->
                        desk.as("tom", () -> tasks.claim(task(leads.get(1)).getId(), "tom")))
                .hasMessageContaining("You have 1 leads of the pool Narrow in hand");
        walk.complete(leads.get(0), "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        desk.as("tom", () -> tasks.claim(task(leads.get(1)).getId(), "tom"));
        walk.complete(leads.get(1), "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        assertThatThrownBy(() ->
                        desk.as("tom", () -> tasks.claim(task(leads.get(2)).getId(), "tom")))
                .hasMessageContaining("You took 2 leads of the pool Narrow today");
        desk.as("mia", () -> tasks.claim(task(leads.get(2)).getId(), "mia"));
        reach("tom", leads.get(3), "call");
        assertThat(owner(leads.get(3)))
                .as("a touch counts whoever had it, and takes nothing beyond the limits")
                .isEqualTo("sales");
        time.forward(A_DAY);
        desk.as("tom", () -> tasks.claim(task(leads.get(3)).getId(), "tom"));
        assertThat(owner(leads.get(3))).isEqualTo("tom");
        clear(leads.subList(2, 4), "narrow");
    }

    @Test
    @Tag("C52")
    void marksALeadThatIsNoneAndLetsItsTurnComeLast() {
        NewLead nobody = new NewLead(
                "Test",
                new NewLead.Person("Tess Ting", "tess@acme.example", null),
                null,
                null,
                null,
                "web",
                null,
                null,
                null,
                null,
                null);

        String lead = walk.newLead(nobody);

        assertThat(entry(lead, "routed").get("data").get("validity").get("row").asText())
                .isEqualTo("DecisionRule_NoCompany");
        assertThat(task(lead).getPriority()).isEqualTo(10);
        assertThat(owner(lead)).isEqualTo("sales");
    }

    @Test
    @Tag("C46")
    @Tag("C47")
    void isRoutedByWhatTheCompanyWasToUsBefore() {
        String before = walk.newLead(Walk.lead("Zebra Crossing Tools"));
        walk.complete(before, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        NewLead colleague = new NewLead(
                "Zebra Crossing Tools Ltd",
                new NewLead.Person("Cora Colleague", null, "+49 6221 4713377"),
                null,
                null,
                null,
                "web",
                null,
                null,
                null,
                null,
                null);

        String lead = walk.newLead(colleague);

        assertThat(lead).isNotEqualTo(before);
        assertThat(entry(lead, "routed")
                        .get("data")
                        .get("asked")
                        .get("Relation so far")
                        .asText())
                .isEqualTo("lost-lead");
    }

    @Test
    void refusesATouchOfAnUnknownKindInWords() {
        String lead = walk.newLead();

        Answer answer = touch("tom", lead, "telepathy");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").get(0).get("reason").asText())
                .isEqualTo("must be one of call, mail, meeting, left-message, no-answer");
    }

    private void reassign(String lead, String to) {
        Answer given = rest.post(
                "max",
                "/api/tasks/" + task(lead).getId() + "/reassign",
                "{\"to\":\"" + to + "\",\"reason\":\"Knows them.\"}");
        assertThat(given.status()).as(given.raw().body()).isEqualTo(200);
    }

    private void merge(String from, String into) {
        Answer merged = rest.post(
                "max", "/api/customers/" + from + "/merge", "{\"into\":\"" + into + "\",\"reason\":\"The same.\"}");
        assertThat(merged.status()).as(merged.raw().body()).isEqualTo(200);
    }

    private void takeOut(String lead) {
        Answer out = rest.post("max", "/api/customers/" + lead + "/merge/undo", "{\"reason\":\"Two.\"}");
        assertThat(out.status()).as(out.raw().body()).isEqualTo(200);
    }

    private Answer touch(String person, String lead, String kind) {
        return rest.post(person, "/api/customers/" + lead + "/touches", "{\"kind\":\"" + kind + "\"}");
    }

    private void reach(String person, String lead, String kind) {
        Answer answer = touch(person, lead, kind);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    }

    /** Lets days pass, each with all that Baton does by itself. */
    private void live(String lead, int days) {
        for (int day = 0; day < days; day++) {
            time.forward(A_DAY);
            time.work(lead);
        }
    }

    private void sendEventsTo(String pool) {
        EditedTable routes = new EditedTable("lead/route-lead").row("\"event\"", "", "", "", "", "", "", pool, "50");
        Answer deployed = modeler.deploy("olga", routes.file(), routes.xml());
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }

    private void pool(String... cells) {
        EditedTable pools = new EditedTable("lead/lead-pools").row(cells);
        Answer deployed = modeler.deploy("olga", pools.file(), pools.xml());
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }

    private void clear(List<String> leads, String pool) {
        for (String lead : leads) {
            String person = owner(lead).equals("sales") ? "mia" : owner(lead);
            walk.complete(lead, task(lead).getName(), person, Map.of("decision", "lost", "lossReason", "other"));
        }
        time.forward(Duration.ofDays(3));
        time.work(pool);
    }

    private static NewLead fromAnEvent(String company) {
        NewLead lead = Walk.lead(company);
        return new NewLead(company, lead.contact(), null, null, null, "event", null, null, null, null, null);
    }

    private JsonNode pool(String id) {
        for (JsonNode pool : rest.get("max", "/api/pools").body()) {
            if (pool.get("pool").asText().equals(id)) {
                return pool;
            }
        }
        throw new AssertionError("No pool " + id);
    }

    private static JsonNode hand(JsonNode pool, String person) {
        for (JsonNode hand : pool.get("people")) {
            if (hand.get("person").asText().equals(person)) {
                return hand;
            }
        }
        throw new AssertionError("No hand of " + person);
    }

    private Task task(String lead) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(lead)
                .processVariableValueEquals("stage", "new-lead")
                .singleResult();
    }

    private String owner(String lead) {
        CustomerView customer = reader.one(lead);
        return customer.owner().id();
    }

    private JsonNode entry(String lead, String kind) {
        for (JsonNode entry : rest.get("max", "/api/customers/" + lead + "/journal?size=200")
                .body()
                .get("items")) {
            if (entry.get("kind").asText().equals(kind)) {
                return entry;
            }
        }
        throw new AssertionError("No entry of the kind " + kind);
    }

    private List<String> texts(String lead) {
        return rest.get("max", "/api/customers/" + lead + "/journal?size=200")
                .body()
                .get("items")
                .findValuesAsText("text");
    }

    private JsonNode deadline(String lead, String window) {
        for (JsonNode deadline :
                rest.get("max", "/api/customers/" + lead + "/deadlines").body().get("items")) {
            if (deadline.get("window").asText().equals(window)) {
                return deadline;
            }
        }
        throw new AssertionError("No deadline of the window " + window);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }
}
