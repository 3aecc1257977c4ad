package io.baton.deadline.stalled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The check that runs by itself: asks one manager, once, and only while something stalls. */
@BatonTest
@Tag("C32")
class StalledWorkProcessTest {

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Test
    void runsEveryHourAndAsksNobodyWhileAllIsWell() {
        walk.newLead();
        Job timer = timer();

        assertThat(Duration.between(time.now(), timer.getDuedate().toInstant()))
                .isBetween(Duration.ZERO, Duration.ofHours(1));
        anHourPasses();

        assertThat(open()).isEmpty();
        assertThat(Duration.between(
                        timer.getDuedate().toInstant(), timer().getDuedate().toInstant()))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    @Tag("C19")
    void asksTheManagersOnceUntilNothingStalls() {
        String customer = walk.wonCustomer();
        ownedBy(customer, "ghost");

        anHourPasses();
        anHourPasses();

        assertThat(open()).singleElement().satisfies(task -> {
            assertThat(task.getName()).isEqualTo("Look into stalled work");
            assertThat(task.getDueDate()).isNotNull();
            assertThat(tasks.getIdentityLinksForTask(task.getId()))
                    .extracting("groupId")
                    .containsExactly("managers");
        });
        Session max = webApp.signIn("max");
        String first = open().get(0).getId();
        JsonNode form = form(max, first);
        assertThat(form.at("/stalledHeadline/value").asText()).isEqualTo("Work stalls in one place");
        assertThat(form.at("/stalledLines/value").asText())
                .startsWith("- **" + customer + "** · ACME · ghost: The owner ghost is not here any more");

        complete(max, first);

        assertThat(open())
                .singleElement()
                .satisfies(task -> assertThat(task.getId()).isNotEqualTo(first));

        ownedBy(customer, "tom");
        String second = open().get(0).getId();
        assertThat(form(max, second).at("/stalledHeadline/value").asText()).isEqualTo("All is well again");
        complete(max, second);

        assertThat(open()).isEmpty();
        assertThat(visited())
                .contains(
                        "Event_HourPassed",
                        "Activity_CheckForStalledWork",
                        "Gateway_LookNeeded",
                        "Activity_LookIntoStalledWork",
                        "Event_WorkGoesOn");
    }

    private void anHourPasses() {
        Job timer = timer();
        time.moveTo(timer.getDuedate().toInstant());
        management.executeJob(timer.getId());
    }

    private Job timer() {
        return management
                .createJobQuery()
                .processDefinitionKey("stalled-work")
                .activityId("Event_HourPassed")
                .singleResult();
    }

    private List<Task> open() {
        return tasks.createTaskQuery().processDefinitionKey("stalled-work").list();
    }

    private static JsonNode form(Session person, String task) {
        return person.get(WebApp.ENGINE + "/task/" + task + "/form-variables?deserializeValues=false")
                .body();
    }

    private static void complete(Session person, String task) {
        String path = WebApp.ENGINE + "/task/" + task;
        assertThat(person.post(path + "/claim", "{\"userId\":\"max\"}").status())
                .isEqualTo(204);
        var answer = person.post(path + "/submit-form", "{\"variables\":{}}");
        assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 204);
    }

    private Set<String> visited() {
        Set<String> visited = new TreeSet<>();
        history.createHistoricActivityInstanceQuery().list().stream()
                .filter(activity -> activity.getProcessDefinitionKey().equals("stalled-work"))
                .forEach(activity -> visited.add(activity.getActivityId()));
        return visited;
    }

    private void ownedBy(String customer, String owner) {
        jdbc.sql("update customer set owner_id = :owner where id = :id")
                .param("owner", owner)
                .param("id", Long.parseLong(customer.substring(2)))
                .update();
    }
}
