package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Modeler;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers go on being served who wait on a diagram whose timer says only that the step is overdue. */
@BatonTest
@Tag("C12")
class DiagramOfAnEarlierReleaseTest {

    @Autowired
    private Modeler modeler;

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void deployTheOldDiagram() throws IOException {
        modeler.begin();
        String diagram = Files.readString(Path.of("processes/lead/lead-qualification.bpmn"))
                .replaceAll(
                        "<bpmn:timeCycle ([^>]*)>\\$\\{deadlines\\.clock([^<]*)</bpmn:timeCycle>",
                        "<bpmn:timeDate $1>\\${deadlines.at$2</bpmn:timeDate>")
                .replace("LeadFollowUpDueToRemindOrRecordBreach", "LeadFollowUpDueToPutOnRecord")
                .replace("<bpmn:incoming>Flow_LeadFollowUpDueToPutOnRecord</bpmn:incoming>", "")
                .replace(
                        "sourceRef=\"Event_LeadFollowUpDue\" targetRef=\"Activity_RemindOrRecordBreach\"",
                        "sourceRef=\"Event_LeadFollowUpDue\" targetRef=\"Event_PutOnRecord\"")
                .replace("${remindOrRecordBreach}", "${recordOverdueStep}")
                .replace("name=\"First response due\"", "name=\"First response overdue\"");
        assertThat(modeler.deploy("olga", "lead-qualification.bpmn", diagram).status())
                .isEqualTo(200);
    }

    @AfterEach
    void takeItBack() {
        time.reset();
        modeler.takeBack();
    }

    @Test
    void recordsABreachOnTheOldDiagramToo() {
        String customer = walk.newLead();
        pass(customer);

        assertThat(breaches(customer)).containsExactly("Overdue: First answer to a new lead.");
        walk.qualify(customer, "tom");
        assertThat(breaches(customer)).hasSize(1);
        end(customer);
    }

    @Test
    void recordsTheBreachOfAStepThatBeganBeforeDeadlinesWereKept() {
        String customer = walk.newLead();
        jdbc.sql("alter table deadline disable trigger user").update();
        jdbc.sql("delete from deadline where customer_id = ?")
                .param(Long.parseLong(customer.substring(2)))
                .update();
        jdbc.sql("alter table deadline enable trigger user").update();
        pass(customer);

        assertThat(breaches(customer)).containsExactly("First response overdue.");
        walk.qualify(customer, "tom");
        assertThat(breaches(customer)).hasSize(1);
        end(customer);
    }

    private void pass(String customer) {
        time.moveTo(reader.one(customer).nextStep().due().plus(Duration.ofMinutes(1)));
        time.fireDueTimers(customer);
    }

    /** So that nobody waits on the diagram when it is taken back. */
    private void end(String customer) {
        assertThat(reader.one(customer).stage()).isEqualTo("qualified");
    }

    private List<String> breaches(String customer) {
        return reader.journal(customer, null, 100).items().stream()
                .filter(entry -> entry.kind().equals("breach"))
                .map(entry -> entry.text())
                .toList();
    }
}
