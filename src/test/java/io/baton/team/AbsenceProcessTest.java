package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.deadline.Deadlines;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A person is away: what is due goes to whoever stands in, and comes back. */
@BatonTest
@Tag("C2")
class AbsenceProcessTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Presence presence;

    @Autowired
    private IdentityService identity;

    @Autowired
    private HistoryService history;

    @Autowired
    private RepositoryService repository;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
        identity.deleteUser("nora");
    }

    private void hire(String person, String hat) {
        identity.saveUser(identity.newUser(person));
        identity.createMembership(person, hat);
    }

    @Test
    @Tag("C19")
    void handsOverWhatIsDueBeforeTheReturnAndGivesItBack() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String due = inServiceWithoutADate();
        String later = walk.customerInService(200);
        absentees.plan("sue", 0, 9);
        assertThat(task(due).getAssignee()).isEqualTo("sue");

        absentees.fireDueTimers();

        assertThat(task(due).getAssignee()).isEqualTo("mia");
        assertThat(reader.one(due).nextStep().who().id()).isEqualTo("mia");
        assertThat(reader.one(due).owner().id()).as("the owner stays who it is").isEqualTo("sue");
        assertThat(task(later).getAssignee()).as("due after the return").isEqualTo("sue");
        assertThat(entries(due))
                .containsExactly("'Set renewal date' was lent to mia: sue is away until " + lastDay(9) + ".");

        time.moveTo(absentees.today().plusDays(10).atStartOfDay(ZoneOffset.UTC).toInstant());
        absentees.fireDueTimers();

        assertThat(task(due).getAssignee()).isEqualTo("sue");
        assertThat(entries(due)).first().isEqualTo("'Set renewal date' was given back to sue.");
        assertThat(entries(later)).isEmpty();
    }

    @Test
    void leavesWithTheOthersWhatTheyDidOrTook() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String done = inServiceWithoutADate();
        absentees.away("sue", 9, null);

        walk.complete(done, "Set renewal date", "mia", Map.of("renewalOn", walk.inDays(300)));

        assertThat(reader.one(done).owner().id()).isEqualTo("sue");
        assertThat(task(done).getName()).isEqualTo("Check in with customer");
        assertThat(task(done).getAssignee())
                .as("the check-in is due in months, long after the return")
                .isEqualTo("sue");
        time.moveTo(absentees.today().plusDays(10).atStartOfDay(ZoneOffset.UTC).toInstant());
        absentees.fireDueTimers();
        assertThat(entries(done)).hasSize(1);
    }

    @Test
    void givesEverythingBackAtOnceToWhoIsBackEarly() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        long absence = absentees.away("sue", 9, null);
        assertThat(task(customer).getAssignee()).isEqualTo("mia");

        rest.post("sue", "/api/absences/" + absence + "/cancellation", "");

        assertThat(task(customer).getAssignee()).isEqualTo("sue");
        assertThat(absentees.fireDueTimers()).as("nothing waits any more").isZero();
    }

    @Test
    @Tag("C32")
    void putsItBackToTheTeamWhereNobodyStandsIn() {
        String customer = inServiceWithoutADate();
        long absence = absentees.away("sue", 9, null);

        assertThat(task(customer).getAssignee()).isNull();
        assertThat(reader.one(customer).nextStep().who().id()).isEqualTo("success");
        assertThat(entries(customer))
                .containsExactly("'Set renewal date' went back to the team success: sue is away until " + lastDay(9)
                        + ", and nobody stands in.");

        rest.post("sue", "/api/absences/" + absence + "/cancellation", "");
        assertThat(task(customer).getAssignee()).as("nobody took it").isEqualTo("sue");
    }

    @Test
    void asksTheNextInTheChainWhereTheBackupIsAwayToo() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        absentees.say("mia", "{\"backup\":\"tom\"}");
        hire("nora", "success");
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        absentees.away("mia", 9, null);

        long first = absentees.away("sue", 9, null);
        assertThat(task(customer).getAssignee())
                .as("tom is here, but does not wear the hat")
                .isNull();
        rest.post("sue", "/api/absences/" + first + "/cancellation", "");
        absentees.away("sue", 9, "nora");

        assertThat(task(customer).getAssignee())
                .as("named for this absence alone")
                .isEqualTo("nora");
        assertThat(presence.standInFor("sue")).contains("nora");
        assertThat(presence.standInFor("mia")).contains("tom");
        assertThat(presence.actsFor("nora", "sue")).isTrue();
        assertThat(presence.actsFor("tom", "sue")).isFalse();
    }

    /** The stand-in goes away in turn, and the one who was away first comes back last. */
    @Test
    void lendsOnWhatIsLentAndKeepsTheFirstPersonsClaim() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        long first = absentees.away("sue", 9, null);
        assertThat(task(customer).getAssignee()).isEqualTo("mia");

        long second = absentees.away("mia", 9, null);
        assertThat(task(customer).getAssignee()).isNull();
        rest.post("mia", "/api/absences/" + second + "/cancellation", "");
        assertThat(task(customer).getAssignee()).as("it never was mia's").isNull();
        rest.post("sue", "/api/absences/" + first + "/cancellation", "");

        assertThat(task(customer).getAssignee()).isEqualTo("sue");
    }

    @Test
    void givesBackWhatTheStandInPutBackToTheTeamAndNobodyTook() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String put = inServiceWithoutADate();
        String taken = inServiceWithoutADate();
        hire("nora", "success");
        long absence = absentees.away("sue", 9, null);

        tasks.setAssignee(task(put).getId(), null);
        tasks.setAssignee(task(taken).getId(), "nora");
        rest.post("sue", "/api/absences/" + absence + "/cancellation", "");

        assertThat(task(put).getAssignee()).isEqualTo("sue");
        assertThat(task(taken).getAssignee()).isEqualTo("nora");
        tasks.setAssignee(task(taken).getId(), "sue");
    }

    /** What a manager gives to the stand-in's colleague while it is lent is the colleague's. */
    @Test
    @Tag("C45")
    void leavesToAManagerWhoHasWhat() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        hire("nora", "success");
        absentees.say("nora", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        long first = absentees.away("sue", 9, null);
        rest.post(
                "max",
                "/api/tasks/" + task(customer).getId() + "/reassign",
                "{\"to\":\"nora\",\"reason\":\"Speaks Danish.\"}");

        long second = absentees.away("nora", 9, null);
        assertThat(task(customer).getAssignee()).isEqualTo("mia");
        rest.post("max", "/api/absences/" + first + "/cancellation", "");
        assertThat(task(customer).getAssignee()).as("it is not sue's any more").isEqualTo("mia");
        rest.post("max", "/api/absences/" + second + "/cancellation", "");

        assertThat(task(customer).getAssignee()).isEqualTo("nora");
        tasks.setAssignee(task(customer).getId(), "sue");
    }

    @Test
    void goesOnWhereOneAbsenceFollowsTheOther() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        absentees.away("sue", 4, null);
        absentees.plan("sue", 5, 9);
        var second = absentees.today().plusDays(5).atStartOfDay(ZoneOffset.UTC).toInstant();
        var back = second.plus(Duration.ofDays(5));

        time.moveTo(second);
        absentees.fireDueTimers();
        assertThat(task(customer).getAssignee()).isEqualTo("mia");
        time.moveTo(back);
        absentees.fireDueTimers();

        assertThat(task(customer).getAssignee()).isEqualTo("sue");
    }

    @Test
    @Tag("C37")
    void givesNewTasksToTheStandInAtOnceAndTheirRecordToo() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        absentees.away("tom", 20, null);

        walk.sendProposal(customer, "mia");

        assertThat(task(customer).getName()).isEqualTo("Get decision");
        assertThat(task(customer).getAssignee()).isEqualTo("mia");
        assertThat(reader.one(customer).owner().id()).isEqualTo("tom");
        assertThat(reader.one(customer).nextStep().who().id()).isEqualTo("mia");
        assertThat(entries(customer)).hasSize(2).allMatch(text -> text.contains("was lent to mia: tom is away until"));
    }

    @Test
    void lendsNothingToWhomANewTaskIsDueAfterTheReturn() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        // Its window is five business days: on a Monday it ends four days later.
        absentees.away("tom", 3, null);

        walk.complete(customer, "Send proposal", "mia", Map.of("decision", "sent", "decisionOn", walk.inDays(20)));

        assertThat(task(customer).getName()).isEqualTo("Get decision");
        assertThat(task(customer).getAssignee()).isEqualTo("tom");
    }

    @Test
    @Tag("C19")
    void lendsATaskWhoseDateMovesToBeforeTheReturn() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.proposedCustomer();
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", walk.inDays(30), "decisionOn", walk.inDays(60)));
        absentees.away("tom", 14, null);
        assertThat(task(customer).getAssignee()).as("due after the return").isEqualTo("tom");

        deadlines.agree(customer, "proposal-follow-up", absentees.today().plusDays(40));
        assertThat(task(customer).getAssignee()).as("later still").isEqualTo("tom");
        deadlines.agree(customer, "proposal-follow-up", absentees.today().plusDays(5));

        assertThat(task(customer).getAssignee()).isEqualTo("mia");
        assertThat(reader.one(customer).nextStep().who().id()).isEqualTo("mia");
        assertThat(entries(customer))
                .singleElement()
                .asString()
                .contains("'Get decision' was lent to mia: tom is away until");
        time.forward(Duration.ofDays(15));
        absentees.fireDueTimers();
        assertThat(task(customer).getAssignee()).as("given back").isEqualTo("tom");
    }

    @Test
    void leavesWithThePersonWhoIsAwayWhatTheyTookThemselves() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        absentees.away("tom", 14, null);

        tasks.claim(task(customer).getId(), "tom");

        assertThat(task(customer).getAssignee()).isEqualTo("tom");
    }

    /** Whoever acts for the owner does for the customer what the owner does. */
    @Test
    @Tag("C8")
    void letsTheStandInSayWhatIsTheOwnersToSayWhileTheOwnerIsAway() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        String body = "{\"person\":\"tom\",\"reason\":\"Sold it.\"}";
        String contributors = "/api/customers/" + customer + "/contributors";
        assertThat(rest.post("mia", contributors, body).status()).isEqualTo(403);

        long absence = absentees.away("sue", 9, null);
        assertThat(rest.post("mia", contributors, body).status()).isEqualTo(201);

        rest.post("sue", "/api/absences/" + absence + "/cancellation", "");
        assertThat(rest.method("mia", "DELETE", contributors + "/tom", "").status())
                .isEqualTo(403);
    }

    @Test
    @Tag("C45")
    void refusesToGiveATaskToWhoIsAway() {
        String customer = walk.newLead();
        absentees.away("tom", 9, "mia");

        var answer = rest.post(
                "max",
                "/api/tasks/" + task(customer).getId() + "/reassign",
                "{\"to\":\"tom\",\"reason\":\"Knows them.\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("to");
        assertThat(answer.body().at("/errors/0/reason").asText())
                .isEqualTo("cannot take it now: tom is away until " + lastDay(9) + ", and mia stands in");
        assertThat(task(customer).getAssignee()).isNull();
    }

    @Test
    void isPlannedInTheTasklist() {
        walk.start("absence", "sam", Map.of("from", walk.inDays(1), "until", walk.inDays(2), "reason", "Dentist"));

        JsonNode absence =
                rest.get("sam", "/api/absences?person=sam&size=1").body().at("/items/0");
        assertThat(absence.get("person").asText()).isEqualTo("sam");
        assertThat(absence.get("from").asText()).isEqualTo(walk.inDays(1));
        assertThat(absence.get("reason").asText()).isEqualTo("Dentist");
        assertThatThrownBy(() -> walk.start(
                        "absence", "sam", Map.of("from", walk.inDays(2), "until", walk.inDays(3), "person", "sam")))
                .hasMessageStartingWith("From overlaps with an absence of sam");
        assertThatThrownBy(() -> walk.start(
                        "absence", "sam", Map.of("from", walk.inDays(5), "until", walk.inDays(5), "person", "tom")))
                .hasMessage("That is for tom or a manager to say.");
    }

    @Test
    void isCalledOffInTheTasklist() {
        absentees.say("sue", "{\"backup\":\"mia\"}");
        String customer = inServiceWithoutADate();
        absentees.away("sue", 9, null);
        absentees.plan("sue", 20, 21);

        walk.start("call-off-absence", "sue", Map.of());

        assertThat(presence.isAway("sue")).isFalse();
        assertThat(task(customer).getAssignee()).isEqualTo("sue");
        assertThatThrownBy(() -> walk.start("call-off-absence", "sam", Map.of("person", "sue")))
                .hasMessage("That is for sue or a manager to say.");
        walk.start("call-off-absence", "max", Map.of("person", "sue"));
        assertThatThrownBy(() -> walk.start("call-off-absence", "sue", Map.of()))
                .hasMessage("sue is not away, and plans no absence.");
    }

    @Test
    void visitsEveryPartOfTheDiagram() {
        handsOverWhatIsDueBeforeTheReturnAndGivesItBack();
        absentees.everybodyIsBack();
        givesEverythingBackAtOnceToWhoIsBackEarly();

        Set<String> notVisited = new TreeSet<>();
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("absence")
                .latestVersion()
                .singleResult()
                .getId();
        repository.getBpmnModelInstance(definition).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .filter(id -> history.createHistoricActivityInstanceQuery()
                                .processDefinitionId(definition)
                                .activityId(id)
                                .count()
                        == 0)
                .forEach(notVisited::add);
        assertThat(notVisited).isEmpty();
    }

    /** Sue's, with the task of setting the renewal date due in three business days. */
    private String inServiceWithoutADate() {
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");
        walk.holdKickoff(customer, "dana");
        walk.deliver(customer, "dana");
        walk.handOver(customer, "dana", "sue");
        assertThat(task(customer).getAssignee()).isEqualTo("sue");
        return customer;
    }

    private Task task(String customer) {
        return tasks.createTaskQuery().processInstanceBusinessKey(customer).singleResult();
    }

    private String lastDay(int days) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH)
                .format(absentees.today().plusDays(days));
    }

    private List<String> entries(String customer) {
        List<String> texts = new ArrayList<>();
        rest.get("mia", "/api/customers/" + customer + "/journal?size=200")
                .body()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("kind").asText().equals("lent")) {
                        texts.add(entry.get("text").asText());
                    }
                });
        return texts;
    }
}
