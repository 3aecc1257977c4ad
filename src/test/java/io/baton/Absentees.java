package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Rest.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends people away through the real door, lets their time come, and has everybody back when a test is over. */
@TestComponent
public class Absentees {

    private final Rest rest;
    private final TimeMachine time;
    private final ManagementService management;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    Absentees(Rest rest, TimeMachine time, ManagementService management, RuntimeService runtime, JdbcClient jdbc) {
        this.rest = rest;
        this.time = time;
        this.management = management;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /** A person is away for some days, counted from today, and nobody is named for it. */
    public long plan(String person, int first, int last) {
        return plan(person, first, last, null);
    }

    public long plan(String person, int first, int last, String backup) {
        Answer answer = rest.post("max", "/api/absences", """
                        {"person":"%s","from":"%s","until":"%s"%s}
                        """.formatted(
                        person,
                        today().plusDays(first),
                        today().plusDays(last),
                        backup == null ? "" : ",\"backup\":\"" + backup + "\""));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body().get("id").asLong();
    }

    /** A person is away from now on, and what is due is handed over. */
    public long away(String person, int last, String backup) {
        long absence = plan(person, 0, last, backup);
        fireDueTimers();
        return absence;
    }

    /** Says who stands in for a person, and how much the person can carry. */
    public Answer say(String person, String json) {
        return rest.method("max", "PUT", "/api/team/" + person, json);
    }

    /** Fires what absences wait for by now. */
    public int fireDueTimers() {
        var due = management
                .createJobQuery()
                .processDefinitionKey("absence")
                .timers()
                .duedateLowerThan(Date.from(time.now().plusMillis(1)))
                .list();
        due.forEach(job -> management.executeJob(job.getId()));
        return due.size();
    }

    /** Nobody was ever away, nobody stands in for anybody, and the clock is right. */
    public void everybodyIsBack() {
        time.reset();
        runtime.createProcessInstanceQuery()
                .processDefinitionKey("absence")
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the test is over"));
        // Of a test whose clock ran ahead they would stand years from now, first in the lists of all that come after
        // it.
        jdbc.sql("delete from lent_task").update();
        jdbc.sql("delete from absence").update();
        jdbc.sql("delete from team_member").update();
    }

    /** Today, as the team's calendar in tests has it. */
    public LocalDate today() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
    }
}
