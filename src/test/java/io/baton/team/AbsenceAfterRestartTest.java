package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.Absentees;
import io.baton.BatonApplication;
import io.baton.BatonTest;
import io.baton.TimeMachine;
import io.baton.Walk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
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
    void handsOverInTheNextRunAndGivesBackInTheOneAfter() throws Exception {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        absentees.plan("tom", 1, 6);
        time.moveTo(absentees.today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());

        fireDueTimersInARunOfItsOwn();
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

    /** Another process on the same database, with nothing in its memory: what a restart leaves. */
    private void fireDueTimersInARunOfItsOwn() throws Exception {
        ProcessBuilder run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NextRun.class.getName(),
                        String.valueOf(time.now().toEpochMilli()))
                .redirectErrorStream(true);
        run.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL", database.getJdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME", database.getUsername(),
                        "SPRING_DATASOURCE_PASSWORD", database.getPassword(),
                        "SERVER_PORT", "0",
                        "CAMUNDA_BPM_JOB_EXECUTION_ENABLED", "false"));
        Process process = run.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** Starts the application, fires what absences wait for at the moment that it is given, and ends. */
    static final class NextRun {

        public static void main(String[] arguments) {
            ClockUtil.setCurrentTime(new Date(Long.parseLong(arguments[0])));
            try (ConfigurableApplicationContext run = SpringApplication.run(BatonApplication.class)) {
                ManagementService management = run.getBean(ManagementService.class);
                List<Job> due = management
                        .createJobQuery()
                        .processDefinitionKey("absence")
                        .timers()
                        .duedateLowerThan(new Date(ClockUtil.getCurrentTime().getTime() + 1))
                        .list();
                due.forEach(job -> management.executeJob(job.getId()));
            }
        }
    }
}
