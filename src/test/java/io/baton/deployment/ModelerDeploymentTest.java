package io.baton.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.KnownToTheBuild;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.models.Known;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process owner deploys from Modeler: what is good is live at once, and what is not changes nothing. */
@BatonTest
class ModelerDeploymentTest {

    private static final Path QUALIFICATION = Path.of("processes/lead/lead-qualification.bpmn");
    private static final Path INTAKE = Path.of("processes/lead/lead-intake.bpmn");
    private static final Path MAP = Path.of("processes/customer-lifecycle.bpmn");
    private static final Path WINDOWS = Path.of("processes/deadline/follow-up-windows.dmn");
    private static final Path QUALIFY_LEAD = Path.of("forms/lead/qualify-lead.form");

    @Autowired
    private Modeler modeler;

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KnownToBaton known;

    private final List<String> instances = new ArrayList<>();

    @AfterEach
    void takeBack() {
        instances.forEach(this::end);
        modeler.takeBack();
    }

    /** Whose diagrams are taken back leaves the record, too. */
    private void end(String instance) {
        jdbc.sql("update customer set stage = 'lost' where id = (select substr(business_key_, 3)::bigint"
                        + " from act_ru_execution where id_ = :instance)")
                .param("instance", instance)
                .update();
        runtime.deleteProcessInstance(instance, "the test is over");
    }

    @Test
    void answersModelerWhileItLooksForTheEngine() {
        assertThat(modeler.version("olga").status()).isEqualTo(200);
        assertThat(modeler.version("olga").body().get("version").asText()).startsWith("7.24");
        assertThat(modeler.deployments("olga").status()).isEqualTo(200);
    }

    @Test
    void takesAChangedStageInAndHasItInUseAtOnce() throws IOException {
        int version = versionOf("lead-qualification");
        String changed = read(QUALIFICATION).replace("name=\"Qualify lead\"", "name=\"Qualify the lead\"");

        Answer answer = modeler.deploy("olga", "lead-qualification.bpmn", changed);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.body().get("deployedProcessDefinitions")).hasSize(1);
        assertThat(versionOf("lead-qualification")).isEqualTo(version + 1);
        String customer = newLead();
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(customer)
                        .singleResult()
                        .getName())
                .isEqualTo("Qualify the lead");
        String definition = latest("lead-qualification");
        for (String person : List.of("tom", "max", "olga")) {
            assertThat(rest.get(person, "/api/customers/" + customer).status()).isEqualTo(200);
        }
        String path = WebApp.ENGINE + "/process-definition/" + definition;
        assertThat(webApp.signIn("tom").get(path).status()).isEqualTo(200);
        assertThat(webApp.signIn("max").get(path).status()).isEqualTo(200);
        assertThat(webApp.signIn("tom")
                        .get(WebApp.ENGINE + "/task?processDefinitionId=" + definition)
                        .body())
                .hasSize(1);
    }

    @Test
    void letsTheRightPeopleStartANewDiagramThatCanBeStartedInTheTasklist() throws IOException {
        String own = read(INTAKE).replace("lead-intake", "event-lead");

        Answer answer = modeler.deploy("olga", "event-lead.bpmn", own);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        JsonNode startable = webApp.signIn("tom")
                .get(WebApp.ENGINE
                        + "/process-definition?latest=true&startableInTasklist=true&startablePermissionCheck=true")
                .body();
        assertThat(startable.findValuesAsText("key"))
                .containsExactlyInAnyOrder(
                        "lead-intake",
                        "event-lead",
                        "bring-in",
                        "gate-override",
                        "absence",
                        "call-off-absence",
                        "urgent-matter",
                        "log-reply",
                        "support-case",
                        "wait-for-customer",
                        "recompute-deadlines");
        assertThat(webApp.signIn("tom")
                        .post(
                                WebApp.ENGINE + "/process-definition/key/customer-lifecycle/submit-form",
                                "{\"variables\":{}}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void letsOnlyThoseStartADiagramWhomItNames() throws IOException {
        String forSuccess = read(INTAKE)
                .replace("lead-intake", "event-lead")
                .replace(
                        "camunda:candidateStarterGroups=\"sales,success,managers\"",
                        "camunda:candidateStarterGroups=\"success\"");
        assertThat(modeler.deploy("olga", "event-lead.bpmn", forSuccess).status())
                .isEqualTo(200);
        String path = WebApp.ENGINE + "/process-definition/key/event-lead/submit-form";
        String lead = "{\"variables\":{\"company\":{\"value\":\"Fair Ltd\"},\"contactName\":{\"value\":\"F\"},"
                + "\"phone\":{\"value\":\"+49 30 1234\"},\"source\":{\"value\":\"event\"}}}";
        Map<String, Long> before = rows.counts();

        Answer answer = webApp.signIn("tom").post(path, lead);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("message").asText()).contains("is started by the team success.");
        assertThat(rows.counts()).isEqualTo(before);
        Answer started = webApp.signIn("sue").post(path, lead);
        assertThat(started.status()).as(started.raw().body()).isEqualTo(200);
    }

    @Test
    void namesEveryProblemAtOnceAndChangesNothing() throws IOException {
        String diagram = read(QUALIFICATION)
                .replace("${assignLeadOwner}", "${assignOwner}")
                .replace("camunda:candidateGroups=\"${team}\"", "camunda:candidateGroups=\"process-owners\"")
                .replace("${enterStage}", "${dataSource.connection}")
                .replace("camunda:formRef=\"qualify-lead\"", "camunda:formRef=\"qualify-customer\"");
        String form = read(QUALIFY_LEAD).replace("\"type\": \"separator\"", "\"type\": \"filepicker\"");
        String windows = read(WINDOWS).replace("\"proposal-follow-up\"", "\"proposal-chase\"");
        Map<String, Long> before = rows.counts();

        Answer answer = modeler.deploy(
                "olga",
                Map.of(
                        "lead-qualification.bpmn", diagram,
                        "qualify-lead.form", form,
                        "follow-up-windows.dmn", windows,
                        "helper.js", "java.lang.System.exit(0)"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains("helper.js: is no diagram, table or form");

        answer = modeler.deploy(
                "olga",
                Map.of(
                        "lead-qualification.bpmn", diagram,
                        "qualify-lead.form", form,
                        "follow-up-windows.dmn", windows));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("type").asText()).isEqualTo("ParseException");
        assertThat(answer.body().get("message").asText())
                .startsWith("Nothing was deployed: there are ")
                .contains("lead-qualification.bpmn: task 'Assign lead owner' calls ${assignOwner}, which is no step")
                .contains(
                        "lead-qualification.bpmn: task 'Enter stage' calls ${dataSource.connection}, which is no step")
                .contains(
                        "lead-qualification.bpmn: task 'Qualify lead' is offered to the group 'process-owners', whose"
                                + " people could not do it; there are camunda-admin, delivery, managers, sales, success, support")
                .contains(
                        "lead-qualification.bpmn: task 'Qualify lead' shows the form 'qualify-customer', which does not"
                                + " exist")
                .contains("is a 'filepicker', which Tasklist cannot show or use")
                .contains(
                        "proposal-decision.bpmn: reads the window 'proposal-follow-up', for which follow-up-windows has"
                                + " no row");
        assertThat(answer.body().at("/details/lead-qualification.bpmn/errors").findValuesAsText("mainElementId"))
                .contains("Activity_AssignLeadOwner", "Activity_QualifyLead");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void acceptsWhatADefaultCoversAndSaysSo() throws IOException {
        String changed = read(MAP)
                .replace(" camunda:historyTimeToLive=\"P3650D\"", "")
                .replace(" camunda:isStartableInTasklist=\"false\"", "");

        Answer answer = modeler.deploy("olga", "customer-lifecycle.bpmn", changed);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(latest("customer-lifecycle"))
                .singleResult();
        assertThat(definition.getHistoryTimeToLive()).isEqualTo(3650);
        assertThat(definition.isStartableInTasklist()).isFalse();
        assertThat(model("olga", "customer-lifecycle").get("remarks"))
                .extracting(JsonNode::asText)
                .contains(
                        "customer-lifecycle.bpmn: the process has no history time to live; the default of P3650D holds");
    }

    @Test
    void stillLoadsWhatIsStoredAndWouldBeRefusedToday() throws IOException {
        assertThat(modeler.deploy("olga", "lead-qualification.bpmn", read(QUALIFICATION) + "\n")
                        .status())
                .isEqualTo(200);
        int changed = jdbc.sql("""
                        update act_ge_bytearray
                        set bytes_ = convert_to(replace(convert_from(bytes_, 'UTF8'), '${team}', 'process-owners'), 'UTF8')
                        where deployment_id_ = :deployment and name_ = 'lead-qualification.bpmn'
                        """)
                .param(
                        "deployment",
                        repository
                                .createProcessDefinitionQuery()
                                .processDefinitionId(latest("lead-qualification"))
                                .singleResult()
                                .getDeploymentId())
                .update();
        configuration.getDeploymentCache().discardProcessDefinitionCache();

        String customer = newLead();

        assertThat(changed).isEqualTo(1);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(customer)
                        .taskCandidateGroup("process-owners")
                        .count())
                .isEqualTo(1);
        assertThat(model("olga", "lead-qualification").get("remarks"))
                .extracting(JsonNode::asText)
                .anyMatch(remark -> remark.contains("is offered to the group 'process-owners'"));
    }

    @Test
    void refusesWhatIsMadeToHurt() {
        Map<String, Long> before = rows.counts();
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i == 1 ? "" : i - 1) + ";").repeat(10))
                    .append("\">");
        }
        laughs.append("]><definitions>&lol9;</definitions>");

        refused("bomb.bpmn", laughs.toString(), "bomb.bpmn: has a document type declaration");
        refused("bomb.dmn", laughs.toString(), "bomb.dmn: has a document type declaration");
        refused(
                "thief.bpmn",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>",
                "thief.bpmn: has a document type declaration");
        refused(
                "deep.form",
                "{\"id\":\"deep\",\"components\":" + "[".repeat(10_000),
                "deep.form: cannot be read as .form");
        refused("long.form", " ".repeat(1024 * 1024 + 1), "long.form: is larger than 1024 KB");
        refused("empty.bpmn", "", "empty.bpmn: is not well-formed XML");
        refused("script.groovy", "System.exit(0)", "script.groovy: is no diagram, table or form");
        refused("../../etc/x.bpmn", "<x/>", "has no folder in it");
        refused("x.bpmn20.xml", "<x/>", "x.bpmn20.xml: is no diagram, table or form");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void refusesABodyThatIsLargerThanAnyHonestDeployment() {
        Answer answer = rest.send(rest.request("olga", "/engine-rest/deployment/create")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(new byte[9 * 1024 * 1024]))
                .build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().get("message").asText()).contains("8192 KB");
    }

    @Test
    void opensToProcessOwnersOnlyAndToNothingElse() throws IOException {
        Map<String, Long> before = rows.counts();
        for (String person : List.of("tom", "max", "integration")) {
            Answer answer = modeler.deploy(person, "lead-qualification.bpmn", read(QUALIFICATION) + " ");
            assertThat(answer.status()).as(person).isEqualTo(403);
            assertThat(answer.body().get("message").asText()).contains("Only process owners");
            assertThat(modeler.version(person).status()).isEqualTo(403);
        }
        for (String path :
                List.of("/version", "/deployment?maxResults=0", "/engine", "/task", "/", "", "/process-definition")) {
            Answer anonymous =
                    rest.send(rest.request(null, "/engine-rest" + path).GET().build());
            assertThat(anonymous.status()).as(path).isEqualTo(401);
            assertThat(anonymous.header("WWW-Authenticate")).startsWith("Basic");
        }
        for (String path : List.of(
                "/engine", "/task", "/user", "/engine/default/version", "/deployment/1", "/variable-instance")) {
            assertThat(rest.get("olga", "/engine-rest" + path).status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(rest.get("admin", "/engine-rest" + path).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(rest.post("olga", "/engine-rest/task", "{\"orQueries\":[{\"assigneeExpression\":\"${1+1}\"}]}")
                        .status())
                .isEqualTo(403);
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void checksWhatComesThroughTheWebAppsAsWell() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(Modeler.body(Map.of(
                "new-way.bpmn",
                read(QUALIFICATION)
                        .replace("lead-qualification", "new-way")
                        .replace("${team}", "nobody")
                        .getBytes(UTF_8))));
        var olga = webApp.visit();
        assertThat(olga.signIn("olga", "olga", "cockpit").status()).isEqualTo(200);
        olga.get("/camunda/app/cockpit/default/");

        Answer answer = olga.send(olga.request(WebApp.ENGINE + "/deployment/create")
                .header("Content-Type", "multipart/form-data; boundary=----WebKitFormBoundaryBaton")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains("is offered to the group 'nobody'");
    }

    @Test
    void deletesNoDiagramOnWhichCustomersRunNotEvenForAnAdministrator() throws IOException {
        modeler.deploy("olga", "lead-qualification.bpmn", read(QUALIFICATION) + "\n");
        String customer = newLead();
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(latest("lead-qualification"))
                .singleResult();
        String deployment = WebApp.ENGINE + "/deployment/" + definition.getDeploymentId();
        Map<String, Long> before = rows.counts();
        var admin = webApp.signIn("admin");

        for (String path : List.of(
                deployment,
                deployment + "?cascade=true",
                WebApp.ENGINE + "/process-definition/" + definition.getId() + "?cascade=true")) {
            Answer answer = admin.method("DELETE", path, "");
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body().get("message").asText())
                    .contains("customers would be deleted with it: lead-qualification (version "
                            + definition.getVersion() + ") has 1 running");
        }
        var olga = webApp.visit();
        olga.signIn("olga", "olga", "cockpit");
        olga.get("/camunda/app/cockpit/default/");
        assertThat(olga.method("DELETE", deployment + "?cascade=true", "").status())
                .isEqualTo(403);

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void deletesNoFormThatADiagramStillShows() throws IOException {
        String shows = read(QUALIFICATION)
                .replace("lead-qualification", "own-qualification")
                .replace("camunda:formRef=\"qualify-lead\"", "camunda:formRef=\"own-form\"");
        String form = read(QUALIFY_LEAD).replace("\"id\": \"qualify-lead\"", "\"id\": \"own-form\"");
        String formOnly = deploymentOf(modeler.deploy("olga", "own-form.form", form));
        String diagram = deploymentOf(modeler.deploy("olga", "own-qualification.bpmn", shows));
        Map<String, Long> before = rows.counts();
        var admin = webApp.signIn("admin");

        Answer answer = admin.method("DELETE", WebApp.ENGINE + "/deployment/" + formOnly, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText())
                .isEqualTo(
                        "This cannot be deleted, as others use it:\nown-qualification.bpmn: task 'Qualify lead' shows"
                                + " the form 'own-form', which does not exist");
        assertThat(rows.counts()).isEqualTo(before);
        for (String unused : List.of(diagram, formOnly)) {
            assertThat(admin.method("DELETE", WebApp.ENGINE + "/deployment/" + unused, "")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void leavesWhoMayDoWhatToAdministrators() throws IOException {
        String table = read(Path.of("processes/access/authority.dmn"))
                .replace(
                        "\"sales, delivery, success, support, managers, integrations\"",
                        "\"sales, delivery, success, support, managers, integrations, process-owners\"");
        Map<String, Long> before = rows.counts();

        refused("authority.dmn", table, "authority.dmn: says who may do what, so only an administrator deploys it");
        refused("any-name.dmn", table, "any-name.dmn: says who may do what, so only an administrator deploys it");

        assertThat(rows.counts()).isEqualTo(before);
        String note = "/api/customers/" + walk.newLead() + "/notes";
        assertThat(rest.post("olga", note, "{\"text\":\"x\"}").status()).isEqualTo(403);
        assertThat(modeler.deploy("admin", "authority.dmn", table).status()).isEqualTo(200);
        assertThat(rest.post("olga", note, "{\"text\":\"x\"}").status()).isEqualTo(201);
    }

    @Test
    void tellsAdministratorsAndProcessOwnersWhatIsCustomised() throws IOException {
        assertThat(model("olga", "route-lead").get("state").asText()).isEqualTo("shipped");
        modeler.deploy(
                "olga",
                Map.of(
                        "qualify-lead.form",
                        read(QUALIFY_LEAD) + "\n",
                        "event-lead.bpmn",
                        read(INTAKE).replace("lead-intake", "event-lead")));

        assertThat(model("admin", "qualify-lead").get("state").asText()).isEqualTo("customised");
        assertThat(model("admin", "qualify-lead").get("kind").asText()).isEqualTo("form");
        assertThat(model("admin", "qualify-lead").get("version").asInt()).isEqualTo(2);
        assertThat(model("admin", "event-lead").get("state").asText()).isEqualTo("own");
        assertThat(rest.get("tom", "/api/models").status()).isEqualTo(403);
        assertThat(rest.get("max", "/api/models").status()).isEqualTo(403);
    }

    /** So that the build checks against the same as the running application. */
    @Test
    @Tag("C54")
    void refusesAPlaybookThatCouldNotWork() {
        refused(
                new EditedTable("gate/custody")
                        .row("\"standard\"", "\"in-service\"", "\"success\"", "", "\"automatic\""),
                "custody.dmn: row 1: the stage 'in-service' cannot be automatic, since its diagram does not wait for its"
                        + " criteria");
        refused(
                new EditedTable("gate/custody").row("\"standard\"", "\"renewal\"", "\"success\"", "", "\"not-used\""),
                "custody.dmn: row 1: the stage 'renewal' cannot be not-used, since its diagram does not wait for its"
                        + " criteria");
        refused(
                new EditedTable("gate/custody").row("\"standard\"", "\"proposal\"", "\"sales\"", "", "\"sometimes\""),
                "custody.dmn: says 'sometimes' in the column trigger; there are manual, automatic, not-used");
        refused(
                new EditedTable("gate/custody")
                        .row("\"standard\"", "\"proposal\"", "\"sales\"", "", "\"manual\"", "", "\"sales, guests\""),
                "custody.dmn: sends work to the team 'guests', which does not exist");
        refused(
                new EditedTable("gate/custody").row("\"standard\"", "\"proposal\"", "", "", "\"manual\""),
                "custody.dmn: row 1 names no owning team; nobody would have the work");
        refused(
                new EditedTable("gate/exit-criteria").row("\"standard\"", "\"proposal\"", "", "\"launch\""),
                "exit-criteria.dmn: names the checklist 'launch', which the table checklists does not list");
        refused(
                new EditedTable("gate/exit-criteria").row("\"standard\"", "\"proposal\""),
                "exit-criteria.dmn: row 1 should name either a piece of evidence or a checklist");
        refused(
                new EditedTable("gate/exit-criteria")
                        .row("\"standard\"", "\"proposal\"", "\"order.signed\"", "\"onboarding\""),
                "exit-criteria.dmn: row 1 should name either a piece of evidence or a checklist");
        refused(
                new EditedTable("gate/evidence-keys").row("\"shoe.size\"", "\"record\"", "\"Shoe size\"", "\"?\""),
                "evidence-keys.dmn: has the record key 'shoe.size', about which the record is not asked; there are"
                        + " budget.known, contact.known, product.known, timeline.known");
        String custody = new EditedTable("gate/custody").xml();
        int lastCell = custody.indexOf("<outputEntry", custody.indexOf("Notes\"") - 80);
        int end = custody.indexOf("</outputEntry>", lastCell) + "</outputEntry>".length();
        refused(
                "custody.dmn",
                custody.substring(0, lastCell) + custody.substring(end),
                "custody.dmn: row 1 has not as many cells as the table has columns");
    }

    @Test
    void knowsWhatTheBuildKnows() {
        Known now = known.now();

        assertThat(now.groups()).isEqualTo(KnownToTheBuild.GROUPS);
        assertThat(now.steps()).contains("enterStage", "recordLead").hasSize(50);
        assertThat(now.helpers()).isEqualTo(KnownToTheBuild.HELPERS);
        assertThat(now.variables()).isEqualTo(KnownToTheBuild.VARIABLES);
        assertThat(now.teams()).isEqualTo(KnownToTheBuild.TEAMS);
        assertThat(now.lists()).isEqualTo(KnownToTheBuild.LISTS);
        assertThat(now.messages()).isEqualTo(KnownToTheBuild.MESSAGES);
        assertThat(now.recordKeys()).isEqualTo(KnownToTheBuild.RECORD_KEYS);
        assertThat(now.tables())
                .containsKeys("route-lead", "follow-up-windows", "business-calendars", "closing-days", "lead-sources");
    }

    /** A lead that is taken back with the diagrams on which it runs. */
    private String newLead() {
        String customer = walk.newLead();
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .rootProcessInstances()
                .list()
                .forEach(instance -> instances.add(instance.getId()));
        return customer;
    }

    private static String deploymentOf(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body().get("id").asText();
    }

    private void refused(EditedTable table, String sentence) {
        refused(table.file(), table.xml(), sentence);
    }

    private void refused(String file, String content, String sentence) {
        Answer answer = modeler.deploy("olga", file, content);

        assertThat(answer.status()).as(file).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains(sentence);
    }

    private JsonNode model(String user, String id) {
        for (JsonNode model : rest.get(user, "/api/models").body()) {
            if (model.get("id").asText().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("no model " + id);
    }

    private int versionOf(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionId(latest(process))
                .singleResult()
                .getVersion();
    }

    private String latest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
