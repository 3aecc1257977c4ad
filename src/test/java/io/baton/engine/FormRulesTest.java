package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.BatonTest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.api.Refusal;
import io.baton.customer.CustomerReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The forms' rules in front of every door through which answers come in. */
@BatonTest
class FormRulesTest {

    private static final String RIGHT = "'decision': {'value': 'qualified'}, 'nextStepOn': {'value': '"
            + LocalDate.now().plusYears(5) + "'}";

    @Autowired
    private Walk walk;

    @Autowired
    private WebApp webApp;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private Desk desk;

    @Autowired
    private Rows rows;

    private WebApp.Session tom;
    private String customer = "";
    private String task = "";

    @BeforeEach
    void claimANewLead() {
        customer = walk.newLead();
        task = openTask().getId();
        tom = webApp.signIn("tom");
        assertThat(tom.post(WebApp.ENGINE + "/task/" + task + "/claim", json("{'userId': 'tom'}"))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void storesWhatTheFormAsksFor(String door) {
        Answer answer = answer(door, RIGHT + ", 'playbook': {'value': null}, 'note': {'value': ''}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(openTask().getName()).isEqualTo("Send proposal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void refusesKeysThatTheFormDoesNotHaveAndStoresNothing(String door) {
        for (String key : new String[] {"owner", "team", "company", "contactLine", "lossReasons", "invented"}) {
            refuses(door, RIGHT + ", '" + key + "': {'value': 'sam'}", "'" + key + "' is not a field of this form.");
        }
        assertThat(engine.getTaskService().getVariables(task))
                .doesNotContainKeys("invented", "decision", "contactLine")
                .containsEntry("company", "ACME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void saysEverythingThatIsWrongAtOnce(String door) {
        refuses(door, "", "Is the lead qualified? Choose one.");
        refuses(
                door,
                "'decision': {'value': 'qualified'}, 'playbook': {'value': 'none such'}, 'nextStepOn': {'value': 'soon'}, "
                        + "'note': {'value': true}",
                "Playbook: choose one of those that are offered. Next sales step on: give a date such as 2026-03-31. "
                        + "Note: write a text.");
        refuses(
                door,
                "'decision': {'value': 'lost'}, 'lossReason': {'value': 'boredom'}",
                "Why is the lead lost? Choose one of those that are offered.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void refusesOtherTypesThanTheFields(String door) {
        for (String note : new String[] {
            "'value': 5",
            "'value': ['a']",
            "'value': {'a': 'b'}",
            "'value': '[1]', 'type': 'Json'",
            "'value': '\\\"text\\\"', 'type': 'Json'",
            "'value': 'YQ==', 'type': 'File', 'valueInfo': {'filename': 'a.txt'}",
            "'value': 'YQ==', 'type': 'Bytes'",
            "'value': '{}', 'type': 'Object', 'valueInfo': {'objectTypeName': 'java.util.HashMap', "
                    + "'serializationDataFormat': 'application/json'}"
        }) {
            refuses(door, RIGHT + ", 'note': {" + note + "}", "Note: write a text.");
        }
        refuses(
                door,
                RIGHT + ", 'note': {'value': '" + "x".repeat(4001) + "'}",
                "Note: it must be at most 4000 characters long, but is 4001.");
        refuses(
                door,
                "'decision': {'value': 'qualified'}, 'nextStepOn': {'value': '2026-02-30'}",
                "Next sales step on: give a date such as 2026-03-31.");
        refuses(
                door,
                "'decision': {'value': 'qualified'}, 'nextStepOn': {'value': '2020-01-01'}",
                "Next sales step on: choose today or a later day.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit-form", "complete"})
    void doesNotBelieveHiddenFields(String door) {
        Answer answer = answer(
                door,
                "'decision': {'value': 'lost'}, 'lossReason': {'value': 'price'}, 'nextStepOn': {'value': 7}, "
                        + "'playbook': {'value': 'none such'}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(reader.one(customer).stage()).isEqualTo("lost");
    }

    @Test
    void holdsADelegatesAnswersToTheForm() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> engine.getTaskService().resolveTask(task, Map.of("owner", "sam")))
                .withMessage("'owner' is not a field of this form. Is the lead qualified? Choose one.");
    }

    @Test
    void asksFirstWhetherThePersonMayDoIt() {
        String leadIntake = latest("lead-intake");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        desk.as("mia", () -> engine.getTaskService().complete(task, Map.of("invented", true))))
                .withMessage("Only tom can complete 'Qualify lead'.");
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> desk.as(
                        "integration",
                        () -> engine.getFormService().submitStartForm(leadIntake, Map.of("invented", true))));
    }

    @Test
    void holdsAStartToItsForm() {
        holdsAStartToItsForm(tom, "submit-form");
        holdsAStartToItsForm(webApp.signIn("admin"), "start");
    }

    private void holdsAStartToItsForm(WebApp.Session person, String door) {
        refusesStart(
                person,
                door,
                "{'variables': {'email': {'value': 'x'}, 'budgetAmount': {'value': '-1'}, 'region': {'value': 'D'}}}",
                "Company: fill this in. Contact: fill this in. Email: write an email address such as name@example.com. "
                        + "Where does the lead come from? Choose one. Budget: give at least 0. "
                        + "Country: write at least 2 characters.");
        String right =
                "'company': {'value': 'Filled in Ltd'}, 'contactName': {'value': 'Ann'}, 'phone': {'value': '+49 30 1'}, "
                        + "'source': {'value': 'phone'}, 'budgetAmount': {'value': '12.50'}, 'budgetCurrency': {'value': 'EUR'}";
        refusesStart(
                person,
                door,
                "{'variables': {" + right + ", 'playbook': {'value': 'x'}}}",
                "'playbook' is not a field of this form.");
        Answer answer = start(person, door, "{'variables': {" + right + "}}");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void takesNothingWhereThereIsNoForm() {
        String lifecycle = latest("customer-lifecycle");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> engine.getFormService().submitStartForm(lifecycle, Map.of("source", "web")))
                .withMessage("There is no form here, so nothing can be filled in.");
    }

    @Test
    void ignoresForgedReadonlyFieldsAndStoresListsAsJson() {
        String due = "${deadlines.at(execution, 'proposal-follow-up')}";
        var diagram = Bpmn.createExecutableProcess("many-kinds")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Activity_ManyKinds")
                .name("Many kinds")
                .camundaFormRef("many-kinds")
                .camundaFormRefBinding("latest")
                .camundaCandidateGroups("sales")
                .camundaDueDate(due)
                .intermediateCatchEvent("Event_Later")
                .name("Later")
                .timerWithDate(due)
                .endEvent()
                .done();
        String deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("many-kinds.bpmn", diagram)
                .addString("many-kinds.form", json("""
                        {'id': 'many-kinds', 'type': 'default', 'schemaVersion': 16, 'components': [
                          {'type': 'textfield', 'key': 'price', 'label': 'Price', 'readonly': true, 'defaultValue': '100'},
                          {'type': 'textfield', 'key': 'stageLabel', 'label': 'Stage', 'readonly': true},
                          {'type': 'textfield', 'key': 'code', 'label': 'Code', 'disabled': true},
                          {'type': 'number', 'key': 'seats', 'label': 'Seats', 'serializeToString': true},
                          {'type': 'checklist', 'key': 'days', 'label': 'Days',
                            'values': [{'label': 'Mon', 'value': 'mon'}]}]}
                        """))
                .deploy()
                .getId();
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("many-kinds", customer, Map.of("stageLabel", "New lead"))
                .getId();
        String open = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();

        engine.getFormService()
                .submitTaskForm(
                        open,
                        Map.of("price", "1", "stageLabel", "Lost", "code", "x", "seats", "3", "days", List.of("mon")));

        Map<String, Object> stored = engine.getRuntimeService().getVariables(instance);
        assertThat(stored)
                .containsOnlyKeys("price", "stageLabel", "seats", "days")
                .containsEntry("price", "100")
                .containsEntry("stageLabel", "New lead")
                .containsEntry("seats", "3");
        assertThat(stored.get("days")).hasToString("[\"mon\"]");
        engine.getRuntimeService().deleteProcessInstance(instance, "the test is over");
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    private Task openTask() {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult();
    }

    private String latest(String process) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private Answer answer(String door, String variables) {
        return tom.post(WebApp.ENGINE + "/task/" + task + "/" + door, json("{'variables': {" + variables + "}}"));
    }

    private void refuses(String door, String variables, String sentence) {
        Map<String, Long> before = rows.counts();

        Answer answer = answer(door, variables);

        assertThat(answer.body().path("message").asText()).isEqualTo(sentence);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(rows.counts()).isEqualTo(before);
        assertThat(openTask().getId()).isEqualTo(task);
    }

    private Answer start(WebApp.Session person, String door, String body) {
        return person.post(WebApp.ENGINE + "/process-definition/key/lead-intake/" + door, json(body));
    }

    private void refusesStart(WebApp.Session person, String door, String body, String sentence) {
        Map<String, Long> before = rows.counts();

        Answer answer = start(person, door, body);

        assertThat(answer.body().path("message").asText()).isEqualTo(sentence);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(rows.counts()).isEqualTo(before);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
