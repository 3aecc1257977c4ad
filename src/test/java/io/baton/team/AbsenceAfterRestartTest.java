package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.Absentees;
import io.baton.BatonApplication;
import io.baton.BatonTest;
import io.baton.TimeMachine;
import io.baton.Walk;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An absence that one run of the application planned is looked after by the next: all of it is in the database. */
@BatonTest
@Tag("C19")
class AbsenceAfterRestartTest {

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TimeMachine time;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HikariDataSource database;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
    }

    @Test
    void handsOverAfterOneRestartAndGivesBackAfterAnother() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        absentees.plan("tom", 1, 6);
        time.moveTo(absentees
                .today()
                .plusDays(1)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toInstant());

        inANewRun(run -> {
            assertThat(run.getBean(Presence.class).isAway("tom")).isTrue();
            fireDueTimers(run);
        });
        assertThat(assignee(customer)).isEqualTo("mia");

        walk.complete(customer, "Send proposal", "mia", Map.of("decision", "sent", "decisionOn", walk.inDays(5)));
        assertThat(assignee(customer)).as("a new task, lent by the run before").isEqualTo("mia");

        time.forward(Duration.ofDays(6));
        absentees.fireDueTimers();
        assertThat(assignee(customer)).isEqualTo("tom");
    }

    private String assignee(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getAssignee();
    }

    /** Another application on the same database, with nothing in its memory. */
    private void inANewRun(Consumer<ConfigurableApplicationContext> act) {
        try (ConfigurableApplicationContext run = new SpringApplicationBuilder(BatonApplication.class)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + database.getJdbcUrl(),
                        "spring.datasource.username=" + database.getUsername(),
                        "spring.datasource.password=" + database.getPassword(),
                        "camunda.bpm.job-execution.enabled=false",
                        // Closing an engine forgets its name for the whole JVM, and with it the other run's engine.
                        "camunda.bpm.generate-unique-process-engine-name=true")
                .run()) {
            act.accept(run);
        }
    }

    private void fireDueTimers(ConfigurableApplicationContext run) {
        ManagementService management = run.getBean(ManagementService.class);
        management
                .createJobQuery()
                .processDefinitionKey("absence")
                .timers()
                .duedateLowerThan(Date.from(time.now().plusMillis(1)))
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }
}
