package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The published holes of the engine that get no fix in its community edition, attacked over HTTP. */
@BatonTest
class KnownHolesTest {

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    /** CVE-2026-109432: an expression inside {@code orQueries} was evaluated for whoever may ask for tasks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\\\"a\\\".concat(\\\"b\\\")}",
                "${\\\"\\\".getClass().forName(\\\"java.lang.Runtime\\\")}",
                "${dateTime().getClass()}",
                "${dateTime().class}",
                "${dateTime().getZone().getClass()}",
                "${currentUserGroups().getClass()}",
                "${currentUserGroups().size()}",
                "${[].class}",
                "${enterStage.execute(null)}",
                "${deadlines}",
                "${dataSource.connection}",
                "#{environment.getProperty(\\\"baton.admin-password\\\")}"
            })
    void evaluatesNoCodeInAQueryWhereverItStands(String expression) {
        Session mia = webApp.signIn("mia");
        walk.newLead();

        for (String query : new String[] {
            "{\"orQueries\":[{\"assigneeExpression\":\"%s\"}]}",
            "{\"orQueries\":[{\"nameLike\":\"x\"},{\"candidateUserExpression\":\"%s\"}]}",
            "{\"orQueries\":[{\"dueBeforeExpression\":\"%s\"}]}",
            "{\"assigneeExpression\":\"%s\"}"
        }) {
            for (String path : new String[] {"/task", "/task/count"}) {
                Answer answer = mia.post(WebApp.ENGINE + path, query.formatted(expression));

                assertThat(answer.status())
                        .as(query + " " + answer.raw().body())
                        .isBetween(400, 500);
                assertThat(answer.raw().body()).doesNotContain("ab\"", "java.lang.Runtime\"");
            }
        }
    }

    @Test
    void evaluatesNoCodeInAStoredFilterEitherNorInOneThatIsExtended() {
        Session mia = webApp.signIn("mia");
        String filter =
                filters.createFilterQuery().filterName("My work").singleResult().getId();

        Answer extended = mia.post(
                WebApp.ENGINE + "/filter/" + filter + "/list",
                "{\"orQueries\":[{\"assigneeExpression\":\"${\\\"a\\\".concat(\\\"b\\\")}\"}]}");
        Answer created = mia.post(
                WebApp.ENGINE + "/filter/create",
                "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"assigneeExpression\":\"${deadlines}\"}}");

        assertThat(extended.status()).isGreaterThanOrEqualTo(400);
        assertThat(created.status()).isEqualTo(403);
        var stored = filters.newTaskFilter("stored code")
                .setQuery(tasks.createTaskQuery().taskAssigneeExpression("${\"a\".concat(\"b\")}"));
        filters.saveFilter(stored);
        Answer run = webApp.signIn("admin").get(WebApp.ENGINE + "/filter/" + stored.getId() + "/list");
        assertThat(run.status()).isGreaterThanOrEqualTo(400);
        filters.deleteFilter(stored.getId());
    }

    @Test
    void keepsTheShippedFiltersAndTheirFunctionsWorking() {
        Session mia = webApp.signIn("mia");
        String customer = walk.newLead();
        var filtersByName = filters.createFilterQuery().list();

        assertThat(filtersByName)
                .extracting(filter -> filter.getName())
                .contains("My work", "My team's queue", "Overdue", "Due today", "Leads", "Handoffs");
        for (var filter : filtersByName) {
            Answer answer = mia.get(WebApp.ENGINE + "/filter/" + filter.getId() + "/count");
            assertThat(answer.status())
                    .as(filter.getName() + answer.raw().body())
                    .isEqualTo(200);
        }
        for (String expression : new String[] {
            "${now()}", "${dateTime().plusDays(3).withTimeAtStartOfDay()}", "${startOfToday()}", "${endOfToday()}"
        }) {
            var query = filters.newTaskFilter("dates")
                    .setQuery(tasks.createTaskQuery().dueAfterExpression(expression));
            filters.saveFilter(query);
            assertThat(filters.count(query.getId())).isNotNegative();
            filters.deleteFilter(query.getId());
        }
        assertThat(customer).isNotBlank();
    }

    /** CVE-2026-77226: a stranger could make an administrator while the group had no member. */
    @Test
    void neverSetsUpAnAdministratorForAStranger() {
        identity.deleteMembership("admin", "camunda-admin");
        Map<String, Long> before = rows.counts();
        try {
            Session stranger = webApp.visit();
            for (String path : new String[] {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/setup;x=y/default/user/create",
                "/camunda/api//admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create"
            }) {
                Answer answer = stranger.post(
                        path,
                        "{\"profile\":{\"id\":\"evil\",\"firstName\":\"e\",\"lastName\":\"v\"},"
                                + "\"credentials\":{\"password\":\"evil\"}}");

                assertThat(answer.status()).as(path).isBetween(400, 404);
            }
            assertThat(stranger.get("/camunda/app/admin/default/setup/").status())
                    .isBetween(400, 404);
            assertThat(rows.counts()).isEqualTo(before);
        } finally {
            identity.createMembership("admin", "camunda-admin");
        }
    }

    /** It would say so as often as one asks, past the brake on wrong passwords. */
    @Test
    void tellsNobodyWhetherSomebodysPasswordIsRight() {
        for (String person : new String[] {"sam", "admin"}) {
            Answer answer = webApp.signIn(person)
                    .post(WebApp.ENGINE + "/identity/verify", "{\"username\":\"admin\",\"password\":\"admin\"}");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.raw().body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/identity/password-policy",
                "/camunda/api/engine/engine/default/process-definition",
                "/camunda/api/admin/plugin/license/default/check-key",
                "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
                "/camunda/api/anything",
                "/api/customers",
                "/api/unknown",
                "/engine-rest/task",
                "/v3/api-docs",
                "/actuator",
                "/actuator/env",
                "/error",
                "/unknown"
            })
    void answersNobodyWithoutASignIn(String path) {
        Answer answer = webApp.visit().get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.raw().body()).doesNotContain("default", "Exception");
    }

    @Test
    void answersWhatTheSignInPageNeeds() {
        Session stranger = webApp.visit();

        assertThat(stranger.get("/actuator/health").status()).isEqualTo(200);
        assertThat(stranger.get("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        assertThat(stranger.get("/camunda/app/tasklist/camunda-tasklist-bootstrap.js")
                        .status())
                .isEqualTo(200);
        assertThat(stranger.get("/camunda/api/engine/engine/").raw().body()).isEqualTo("[{\"name\":\"default\"}]");
        assertThat(stranger.get("/camunda/api/admin/auth/user/default").status())
                .isEqualTo(404);
        assertThat(stranger.signIn("mia", "wrong", "tasklist").status()).isEqualTo(401);
        assertThat(stranger.signIn("mia", "mia", "tasklist").status()).isEqualTo(200);
    }
}
