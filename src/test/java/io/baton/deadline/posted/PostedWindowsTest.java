package io.baton.deadline.posted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Windows are posted where everybody sees them: on a page, and in the text of each task. */
@BatonTest
@Tag("C16")
class PostedWindowsTest {

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private TaskService tasks;

    @AfterEach
    void takeBack() {
        modeler.takeBack();
    }

    @Test
    void listsEveryRowOfTheDeployedTablesInTheirOrder() {
        JsonNode posted = rest.get("integration", "/api/windows").body();

        List<String> windows = new ArrayList<>();
        posted.get("windows").forEach(window -> windows.add(window.get("window").asText()));
        assertThat(windows)
                .contains("first-response", "check-in", "stalled-work")
                .hasSizeGreaterThan(15);
        JsonNode rich = posted.get("windows").get(windows.indexOf("first-response"));
        assertThat(rich.get("valueTier").asText()).isEqualTo("high");
        assertThat(rich.get("duration").asText()).isEqualTo("4 business hours");
        assertThat(rich.at("/ladder/0/what").asText()).isEqualTo("A manager is asked: an account of high value waits");
        assertThat(posted.get("calendars")).isNotEmpty();
        assertThat(posted.get("closingDays")).isNotEmpty();
    }

    @Test
    void showsThemOnAPageToEverybodyWhoIsSignedIn() {
        for (String person : List.of("tom", "dana", "sue", "sam", "max", "olga", "integration", "admin")) {
            assertThat(page(person))
                    .contains(
                            "First answer to a new lead",
                            "1 business day",
                            "after 4 business hours",
                            "From rung 3 on: The next manager is asked",
                            "Working hours");
        }
        assertThat(webApp.signIn("tom").get("/windows").raw().body()).contains("First answer to a new lead");
        assertThat(rest.get("tom", "/windows").header("Content-Security-Policy"))
                .contains("default-src 'none'");
        assertThat(rest.get("tom", "/windows.css").header("Content-Type")).startsWith("text/css");
    }

    @Test
    void showsTheSignInToEverybodyElse() {
        assertThat(rest.get(null, "/windows").status()).isEqualTo(302);
        assertThat(rest.get(null, "/windows").header("Location")).endsWith("/camunda/app/tasklist/default/");
        assertThat(rest.get(null, "/windows.css").status()).isEqualTo(401);
        assertThat(rest.get(null, "/api/windows").status()).isEqualTo(401);
        assertThat(rest.method("tom", "POST", "/windows", "").status()).isEqualTo(405);
    }

    @Test
    void followsATableTheMomentItIsDeployedAndRunsNothingThatIsWrittenInIt() {
        EditedTable table = new EditedTable("deadline/follow-up-windows")
                .row(
                        "\"one-event\"",
                        "",
                        "",
                        "",
                        "\"first-response\"",
                        "\"3 business hours\"",
                        "",
                        "\"1 business day\"",
                        "",
                        "",
                        "\"&lt;script&gt;alert(1)&lt;/script&gt;\"");
        Answer answer = modeler.deploy("olga", table.file(), table.xml());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);

        assertThat(page("tom"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "3 business hours", "playbook one-event")
                .doesNotContain("<script");
    }

    @Test
    void saysOnEachFormByWhenItsStepIsDone() {
        String customer = walk.newLead();
        Session tom = webApp.signIn("tom");
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(customer).singleResult();

        assertThat(windowLine(tom, task))
                .matches("First answer to a new lead · due \\w{3} \\d+ \\w{3} \\d{4}, \\d\\d:\\d\\d · reminder after 4"
                        + " business hours");

        time.moveTo(task.getDueDate().toInstant().plus(Duration.ofMinutes(1)));
        time.fireDueTimers(customer);
        assertThat(windowLine(tom, task))
                .matches("First answer to a new lead · overdue since .* · brought up again every 4 business hours");
    }

    private static String windowLine(Session person, Task task) {
        return person.get(WebApp.ENGINE + "/task/" + task.getId() + "/form-variables?deserializeValues=false")
                .body()
                .at("/windowLine/value")
                .asText();
    }

    private String page(String person) {
        Answer answer = rest.get(person, "/windows");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        return answer.raw().body();
    }
}
