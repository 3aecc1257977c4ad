package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Paths, methods and headers that are written so that the guard reads something else than whoever serves them. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class PathTricksTest {

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private TaskService tasks;

    private Session tom;
    private String task = "";

    @BeforeAll
    void aLeadArrives() {
        String customer = walk.newLead();
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
        tasks.setAssignee(task, "mia");
        tom = webApp.signIn("tom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/version/..%2ftask",
                "/engine-rest/version/%2e%2e/task",
                "/engine-rest/version/../task",
                "/engine-rest/./task",
                "/engine-rest/version%252f..%252ftask",
                "/engine-rest/%252e%252e/task",
                "/engine-rest/version;jsessionid=1/../task",
                "/engine-rest/task;.css",
                "/engine-rest/task;jsessionid=1",
                "/engine-rest;x=y/task",
                "/engine-rest//task",
                "//engine-rest/task",
                "/engine-rest/%5c../task",
                "/engine-rest/task%00.css",
                "/engine-rest/task%0a",
                "/engine-rest/t%61sk",
                "/%65ngine-rest/task",
                "/engine-rest/task/",
                "/engine-rest/task.json",
                "/engine-rest/version/task",
                "/engine-rest/deployment/create/../../task",
                "/engine-rest/engine/default/task",
                "/ENGINE-REST/task",
                "/camunda/../engine-rest/task",
                "/camunda/%2e%2e/engine-rest/task",
                "/camunda;/api/engine/engine/default/task",
                "/camunda//api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/../../../engine/engine/default/task",
                "/camunda/api/admin/plugin/x/static/..%2f..%2f..%2fWEB-INF%2fweb.xml",
                "/camunda/api/cockpit/plugin/base/static/../../../../application.yaml",
                "/camunda/api/admin/plugin/adminPlugins/static/%2e%2e/%2e%2e/application.yaml",
                "/camunda/api/admin/plugin/adminPlugins/static/app/..%5c..%5capplication.yaml",
                "/camunda/api/engine/engine/default/t%61sk",
                "/camunda/%61pi/engine/engine/default/task",
                "/camunda/api/engine/engine/Default/task",
                "/camunda/api/engine/engine/default/application.wadl",
                "/camunda/api/engine/application.wadl",
                "/engine-rest/application.wadl",
                "/api/..;/engine-rest/task",
                "/api/%2e%2e/engine-rest/task",
                "/actuator/..;/actuator/env",
                "/actuator/health/../env",
                "/actuator/%65nv",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/models/lead-intake.bpmn"
            })
    @Tag("C48")
    void opensNoDoorForAPathThatIsWrittenAnotherWay(String path) {
        Answer stranger = rest.send(rest.request(null, path).GET().build());
        Answer owner = rest.get("olga", path);

        // A path that is odd in itself is refused before anybody is asked who they are.
        assertThat(stranger.status()).as(stranger.raw().body()).isIn(400, 401, 404);
        assertThat(owner.status()).as(owner.raw().body()).isIn(400, 401, 403, 404);
        for (Answer answer : new Answer[] {stranger, owner}) {
            assertThat(answer.raw().body()).doesNotContain("Exception", "\tat ", task, "spring:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identity/verify",
                "/identity/verif%79",
                "/identity/verify/",
                "/%69dentity/verify",
                "/identity//verify",
                "/identity/verify;x=y",
                "/identity/x/../verify",
                "/identity/verify%2f",
                "/../default/identity/verify"
            })
    @Tag("C48")
    void keepsAClosedCallClosedHoweverItIsWritten(String path) {
        Answer answer =
                webApp.signIn("admin").post(WebApp.ENGINE + path, "{\"username\":\"admin\",\"password\":\"admin\"}");

        assertThat(answer.status()).as(answer.raw().body()).isIn(400, 403, 404);
        assertThat(answer.raw().body()).doesNotContain("authenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "X-HTTP-Method-Override, DELETE",
        "X-HTTP-Method, DELETE",
        "X-Method-Override, DELETE",
        "X-Original-URL, /camunda/api/admin/setup/default/user/create",
        "X-Rewrite-URL, /camunda/api/admin/setup/default/user/create",
        "X-Forwarded-Prefix, /camunda/api/admin/setup",
        "X-Forwarded-For, 127.0.0.1",
        "X-Forwarded-User, admin",
        "X-Remote-User, admin",
        "Forwarded, for=127.0.0.1;host=localhost;proto=https",
        "X-User, admin"
    })
    @Tag("C48")
    void believesNoHeaderThatNamesAnotherMethodPathOrPerson(String header, String value) {
        String path = WebApp.ENGINE + "/task/" + task;
        Map<String, String> before = rows.contents();

        Answer read = tom.send(tom.request(path).header(header, value).GET().build());
        Answer posted = tom.send(tom.request(path + "?_method=DELETE")
                .header(header, value)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());
        Answer stranger = rest.send(
                rest.request(null, "/api/customers").header(header, value).GET().build());

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().get("id").asText()).isEqualTo(task);
        assertThat(posted.status()).isEqualTo(405);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(rows.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PATCH", "PROPFIND", "DEBUG", "delete", "HEAD"})
    @Tag("C48")
    void answersNoMethodThatNobodyDecidedAbout(String method) {
        Map<String, String> before = rows.contents();

        for (String path : new String[] {
            WebApp.ENGINE + "/task/none", "/engine-rest/task", "/engine-rest/deployment/create", "/api/customers/none"
        }) {
            Answer answer = rest.send(rest.request("olga", path)
                    .method(method, BodyPublishers.noBody())
                    .build());

            assertThat(answer.status()).as(path).isIn(400, 401, 403, 404, 405);
        }
        assertThat(rows.contents()).isEqualTo(before);
    }

    /** Basic opens the doors of systems; the web apps ask for a session, whoever it is. */
    @ParameterizedTest
    @ValueSource(strings = {"integration", "tom", "admin"})
    @Tag("C48")
    void opensTheWebAppsToNobodyByBasic(String person) {
        Answer answer = rest.get(person, WebApp.ENGINE + "/task");
        // The right password of the next call ends what the brake counts.
        Answer known = rest.get(person, "/api/customers?size=1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(known.status()).isEqualTo(200);
    }
}
