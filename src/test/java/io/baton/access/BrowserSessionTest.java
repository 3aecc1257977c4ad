package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A person's session in a browser: what another site, an old or an invented session makes of it. */
@BatonTest
class BrowserSessionTest {

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Accounts accounts;

    @Autowired
    private IdentityService identity;

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

    /** A page of another site can make a browser send the cookie, but knows no token. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, application/json",
                "'', application/json",
                "00000000000000000000000000000000, application/json",
                "foreign, application/json",
                "none, text/plain",
                "none, application/x-www-form-urlencoded",
                "none, multipart/form-data; boundary=x"
            })
    @Tag("C48")
    void changesNothingForAPostWithoutTheSessionsOwnToken(@Nullable String token, String type) {
        String given = "foreign".equals(token) ? token(webApp.signIn("mia")) : token;
        Map<String, String> before = rows.contents();

        for (String path :
                List.of(WebApp.ENGINE + "/task/" + task + "/claim", "/api/customers/" + customer + "/notes")) {
            Answer answer = webApp.signIn("tom")
                    .send(crossSite(path, given)
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString("{\"userId\":\"tom\",\"text\":\"Hello\"}"))
                            .build());

            assertThat(answer.status()).as(path + answer.raw().body()).isEqualTo(403);
            assertThat(answer.raw().body()).doesNotContain("Exception", "\tat ");
        }
        assertThat(rows.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/engine/engine/default/task", "/api/customers", "/engine-rest/version"})
    @Tag("C48")
    void allowsNoOtherSiteToReadItsAnswers(String path) {
        Session tom = webApp.signIn("tom");

        Answer read = tom.send(crossSite(path, null).GET().build());
        Answer asked = tom.send(crossSite(path, null)
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        for (Answer answer : List.of(read, asked)) {
            assertThat(answer.raw().headers().map().keySet())
                    .noneMatch(header -> header.toLowerCase().startsWith("access-control-"));
        }
    }

    @Test
    @Tag("C48")
    void completesATaskOnceHoweverOftenTheAnswerIsSent() {
        Session tom = webApp.signIn("tom");
        tom.post(WebApp.ENGINE + "/task/" + task + "/claim", "{\"userId\":\"tom\"}");
        String answers = "{\"variables\":{\"decision\":{\"value\":\"lost\"},\"lossReason\":{\"value\":\"price\"}}}";

        assertThat(tom.post(WebApp.ENGINE + "/task/" + task + "/submit-form", answers)
                        .status())
                .isEqualTo(204);
        Map<String, String> after = rows.contents();
        for (String door : List.of("submit-form", "complete", "claim")) {
            Answer again = tom.post(WebApp.ENGINE + "/task/" + task + "/" + door, answers);
            assertThat(again.status()).as(door).isIn(400, 404);
        }
        assertThat(rows.contents()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "00000000000000000000000000000000",
                "../../etc/passwd",
                "' or 1=1 --",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    @Tag("C48")
    void knowsNobodyByAnInventedSession(String invented) {
        for (String path : List.of(WebApp.ENGINE + "/task", "/api/customers", "/engine-rest/version")) {
            Answer answer = rest.send(rest.request(null, path)
                    .header("Cookie", "JSESSIONID=" + invented + "; XSRF-TOKEN=x")
                    .header("X-XSRF-TOKEN", "x")
                    .GET()
                    .build());

            assertThat(answer.status()).as(path).isEqualTo(401);
        }
    }

    @Test
    @Tag("C48")
    void forgetsASessionThatWasSignedOut() {
        Session tom = webApp.signIn("tom");
        assertThat(tom.get("/api/customers").status()).isEqualTo(200);

        Answer out = tom.post("/camunda/api/admin/auth/user/default/logout", "");

        assertThat(out.status()).isEqualTo(200);
        assertThat(tom.get("/api/customers").status()).isEqualTo(401);
        assertThat(tom.get(WebApp.ENGINE + "/task").status()).isEqualTo(401);
        assertThat(tom.post(WebApp.ENGINE + "/task/" + task + "/claim", "{\"userId\":\"tom\"}")
                        .status())
                .isIn(401, 403);
    }

    /** Else whoever planted a session's id in a browser would be signed in with it, too. */
    @Test
    @Tag("C48")
    void givesASignInASessionOfItsOwn() {
        Session tom = webApp.visit();
        String planted = cookie(tom);
        tom.signIn("tom", "tom", "tasklist");

        assertThat(cookie(tom)).isNotEqualTo(planted);
        Answer answer = rest.send(rest.request(null, "/api/customers")
                .header("Cookie", "JSESSIONID=" + planted)
                .GET()
                .build());
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    @Tag("C48")
    void endsTheSessionOfAnAccountThatIsDeletedWithTheNextRequest() {
        accounts.create("leaver", "Lea", "Ver", "leaver", List.of("sales"));
        Session leaver = webApp.signIn("leaver");
        assertThat(leaver.get("/api/customers").status()).isEqualTo(200);
        assertThat(leaver.get(WebApp.ENGINE + "/task/" + task).status()).isEqualTo(200);

        identity.deleteUser("leaver");

        assertThat(leaver.get(WebApp.ENGINE + "/task/" + task).status()).isIn(401, 403);
        assertThat(leaver.post(WebApp.ENGINE + "/task/" + task + "/claim", "{\"userId\":\"leaver\"}")
                        .status())
                .isIn(401, 403);
        assertThat(leaver.get("/api/customers").status()).isIn(401, 403);
        assertThat(leaver.post("/api/customers/" + customer + "/notes", "{\"text\":\"Hello\"}")
                        .status())
                .isIn(401, 403);
    }

    /** Whoever is signed in, in the browser or as a system, has what the hats of this moment give. */
    @Test
    @Tag("C48")
    void followsAHatThatIsTakenOrGivenWithTheNextRequest() {
        accounts.create("mover", "Mo", "Ver", "mover", List.of("sales"));
        try {
            Session mover = webApp.signIn("mover");
            String claim = WebApp.ENGINE + "/task/" + task + "/claim";
            String facts = "/api/customers/" + customer + "/evidence";
            String fact = "{\"key\":\"scope.confirmed\"}";
            assertThat(mover.post(claim, "{\"userId\":\"mover\"}").status()).isEqualTo(204);
            assertThat(mover.post(WebApp.ENGINE + "/task/" + task + "/unclaim", "")
                            .status())
                    .isEqualTo(204);
            assertThat(mover.post(facts, fact).status()).isEqualTo(200);
            assertThat(rest.post("mover", facts, fact).status()).isEqualTo(200);

            identity.deleteMembership("mover", "sales");
            identity.createMembership("mover", "support");
            Map<String, String> before = rows.contents();

            assertThat(mover.post(claim, "{\"userId\":\"mover\"}").status()).isEqualTo(403);
            assertThat(mover.post(facts, fact).status()).isEqualTo(403);
            assertThat(rest.post("mover", facts, fact).status()).isEqualTo(403);
            assertThat(rows.contents()).isEqualTo(before);

            identity.createMembership("mover", "sales");

            assertThat(mover.post(claim, "{\"userId\":\"mover\"}").status()).isEqualTo(204);
            assertThat(mover.post(facts, fact).status()).isEqualTo(200);
            // Whoever claims a lead owns it; who leaves gives it back before.
            assertThat(mover.post(WebApp.ENGINE + "/task/" + task + "/unclaim", "")
                            .status())
                    .isEqualTo(204);
        } finally {
            identity.deleteUser("mover");
        }
    }

    @Test
    @Tag("C48")
    void givesTheSessionsCookieToNoScriptAndNoOtherSite() {
        Answer page = rest.send(
                rest.request(null, "/camunda/app/tasklist/default/").GET().build());

        assertThat(page.raw().headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    private HttpRequest.Builder crossSite(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(rest.uri(path))
                .header("Origin", "https://evil.example")
                .header("Referer", "https://evil.example/page");
        return token == null ? request : request.header("X-XSRF-TOKEN", token);
    }

    private static String token(Session session) {
        return session.request("/").build().headers().firstValue("X-XSRF-TOKEN").orElseThrow();
    }

    private static String cookie(Session session) {
        return session.cookie("JSESSIONID");
    }
}
