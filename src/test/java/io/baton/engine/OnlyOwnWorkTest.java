package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a signed-in person may make the engine do, tried through the REST interface behind the Tasklist. */
@BatonTest
class OnlyOwnWorkTest {

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Rows rows;

    @Autowired
    private ProcessEngine engine;

    private String customer = "";
    private String task = "";

    @BeforeEach
    void aLeadArrives() {
        customer = walk.newLead();
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
    }

    @Test
    void letsAMemberOfTheTeamTakeAFreeTaskAndGiveItBack() {
        Session tom = webApp.signIn("tom");

        assertThat(claim(tom, "tom").status()).isEqualTo(204);
        assertThat(assignee()).isEqualTo("tom");
        assertThat(tom.post(path("/unclaim"), "{}").status()).isEqualTo(204);
        assertThat(assignee()).isNull();
    }

    /** What the Tasklist's page reads to show one task and its lists, as it asks for it. */
    @ParameterizedTest
    @CsvSource({
        "/task/{task}",
        "/task/{task}/form",
        "/task/{task}/deployed-form",
        "/task/{task}/form-variables?deserializeValues=false",
        "/task/{task}/identity-links",
        "/history/user-operation?taskId={task}",
        "/process-definition?latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true",
        "/process-definition/key/lead-intake/deployed-start-form",
        "/filter?resourceType=Task&itemCount=false",
        "/user/tom/profile",
        "/group?member=tom"
    })
    void letsThePageReadWhatItShows(String path) {
        Session tom = webApp.signIn("tom");
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();

        Answer answer = tom.send(tom.request(WebApp.ENGINE + filled(path, instance))
                .setHeader("Accept", "application/hal+json, application/json; q=0.5")
                .GET()
                .build());

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    @Test
    @Tag("C58")
    void refusesSomebodyWithoutTheHat() {
        refused(claim(webApp.signIn("dana"), "dana"), "'Qualify lead' is for the team sales.");
    }

    @Test
    void refusesToTakeATaskForSomebodyElse() {
        refused(
                claim(webApp.signIn("tom"), "mia"),
                "You can take a task for yourself only; a manager can give it to somebody else.");
    }

    @Test
    @Tag("C8")
    void leavesATakenTaskToWhoeverHasIt() {
        claim(webApp.signIn("tom"), "tom");
        Session mia = webApp.signIn("mia");

        refused(claim(mia, "mia"), "'Qualify lead' is already taken by tom; a manager can give it to somebody else.");
        refused(
                mia.post(path("/unclaim"), "{}"),
                "Only a manager can give 'Qualify lead' to somebody else, and gives a reason.");
        refused(
                mia.post(path("/assignee"), "{\"userId\":\"mia\"}"),
                "'Qualify lead' is already taken by tom; a manager can give it to somebody else.");
        refused(mia.post(path("/complete"), "{}"), "Only tom can complete 'Qualify lead'.");
        refused(mia.post(path("/submit-form"), "{}"), "Only tom can complete 'Qualify lead'.");
        assertThat(assignee()).isEqualTo("tom");
    }

    @Test
    void letsNobodyCompleteATaskThatNobodyHasTaken() {
        refused(
                webApp.signIn("tom").post(path("/complete"), "{}"),
                "Take 'Qualify lead' first: only the person who has a task completes it.");
    }

    @Test
    void letsWhoeverHasATaskNotPassItOnAlone() {
        Session tom = webApp.signIn("tom");
        claim(tom, "tom");

        refused(
                tom.post(path("/assignee"), "{\"userId\":\"mia\"}"),
                "Only a manager can give 'Qualify lead' to somebody else, and gives a reason.");
        assertThat(assignee()).isEqualTo("tom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /task/{task}/delegate | {\"userId\":\"mia\"}",
                "POST | /task/{task}/resolve | {}",
                "POST | /task/{task}/bpmnError | {\"errorCode\":\"deal.lost\"}",
                "POST | /task/{task}/bpmnEscalation | {\"escalationCode\":\"x\"}",
                "POST | /task/{task}/variables | {\"modifications\":{\"owner\":{\"value\":\"tom\"}}}",
                "PUT | /task/{task}/variables/owner | {\"value\":\"tom\"}",
                "PUT | /task/{task}/localVariables/owner | {\"value\":\"tom\"}",
                "DELETE | /task/{task}/variables/company |",
                "PUT | /task/{task} | {\"name\":\"x\",\"assignee\":\"tom\",\"due\":\"2031-01-01T00:00:00.000+0000\"}",
                "DELETE | /task/{task} |",
                "POST | /task/{task}/identity-links | {\"userId\":\"tom\",\"type\":\"candidate\"}",
                "POST | /task/create | {\"name\":\"mine\"}",
                "POST | /process-definition/key/customer-lifecycle/start | {}",
                "POST | /process-definition/key/lead-intake/start | {}",
                "POST | /process-definition/key/lead-qualification/submit-form | {}",
                "POST | /process-definition/key/lead-intake/submit-form | {\"businessKey\":\"C-000001\",\"variables\":{}}",
                "DELETE | /process-instance/{instance} |",
                "PUT | /process-instance/{instance}/suspended | {\"suspended\":true}",
                "POST | /process-instance/{instance}/variables | {\"modifications\":{\"owner\":{\"value\":\"tom\"}}}",
                "POST | /process-instance/{instance}/modification | {\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"Activity_QualifyLead\"}]}",
                "POST | /process-instance/delete | {\"processInstanceIds\":[\"{instance}\"]}",
                "POST | /message | {\"messageName\":\"x\",\"businessKey\":\"{customer}\",\"all\":true}",
                "POST | /signal | {\"name\":\"x\"}",
                "POST | /filter/create | {\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{}}",
                "POST | /user/create | {\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"evil\"}}",
                "PUT | /group/camunda-admin/members/tom |",
                "POST | /authorization/create | {\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"tom\",\"resourceType\":0,\"resourceId\":\"*\"}",
                "POST | /decision-definition/key/route-lead/evaluate | {\"variables\":{}}",
                "PUT | /job-definition/suspended | {\"suspended\":true,\"processDefinitionKey\":\"lead-qualification\"}",
                "POST | /execution/{instance}/signal | {}",
                "POST | /history/cleanup | {}",
                "POST | /external-task/fetchAndLock | {\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"x\",\"lockDuration\":1000}]}"
            })
    void keepsEverythingElseFromStaffAndChangesNothing(String method, String path, String body) {
        Session tom = webApp.signIn("tom");
        claim(tom, "tom");
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        Map<String, Long> before = rows.counts();

        Answer answer =
                tom.method(method, WebApp.ENGINE + filled(path, instance), filled(body == null ? "" : body, instance));

        assertThat(answer.status()).as(answer.raw().body()).isIn(400, 403, 404, 405);
        assertThat(rows.counts()).isEqualTo(before);
        assertThat(assignee()).isEqualTo("tom");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(customer)
                        .suspended()
                        .count())
                .isZero();
    }

    @Test
    void showsWhatStandsAtATaskOnlyToWhoeverMayReadTheTask() {
        String remark = tasks.createComment(task, null, "She is ill.").getId();
        String link = tasks.createAttachment("link", task, null, "Offer", "For her.", "http://localhost/")
                .getId();

        for (String path : new String[] {"/comment/" + remark, "/attachment/" + link}) {
            assertThat(webApp.signIn("sam").get(path(path)).status()).isEqualTo(200);
            Answer answer = webApp.signIn("olga", "cockpit").get(path(path));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.raw().body()).doesNotContain("She is ill.", "For her.");
        }
    }

    /** The engine itself calls these a server error. */
    @ParameterizedTest
    @CsvSource({
        "GET, /decision-definition/{table}, 403",
        "GET, /decision-definition/{table}/xml, 403",
        "GET, /case-execution/{instance}/variables/x, 404",
        "GET, /history/decision-requirements-definition/none/statistics, 404",
        "POST, /task/none/complete, 404",
        "POST, /job/{job}/execute, 403"
    })
    void saysWhatIsDeniedAndWhatIsMissing(String method, String path, int status) {
        var service = engine.getRepositoryService();
        String table = service.createDecisionDefinitionQuery()
                .decisionDefinitionKey("route-lead")
                .latestVersion()
                .singleResult()
                .getId();
        String job = engine.getManagementService()
                .createJobQuery()
                .listPage(0, 1)
                .get(0)
                .getId();
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();

        Answer answer = webApp.signIn("sam")
                .method(
                        method,
                        WebApp.ENGINE
                                + filled(path, instance)
                                        .replace("{table}", table)
                                        .replace("{job}", job),
                        method.equals("GET") ? "" : "{}");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.body().get("message").asText()).doesNotContain("Exception", "org.camunda");
    }

    private String filled(String text, String instance) {
        return text.replace("{task}", task).replace("{instance}", instance).replace("{customer}", customer);
    }

    private void refused(Answer answer, String sentence) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
        assertThat(answer.body().get("message").asText()).isEqualTo(sentence);
    }

    private Answer claim(Session session, String forWhom) {
        return session.post(path("/claim"), "{\"userId\":\"" + forWhom + "\"}");
    }

    private String path(String act) {
        return WebApp.ENGINE + "/task/" + task + act;
    }

    private String assignee() {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }
}
