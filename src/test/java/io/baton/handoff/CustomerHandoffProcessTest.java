package io.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.BatonTest;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.api.Refusal;
import io.baton.customer.CustomerReader;
import io.baton.engine.Desk;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pass from one owner to the next. */
@BatonTest
class CustomerHandoffProcessTest {

    @Autowired
    private Walk walk;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private Desk desk;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private Rows rows;

    private String customer = "";

    @BeforeEach
    void winACustomer() {
        customer = walk.wonCustomer();
    }

    @Test
    @Tag("C63")
    void changesTheOwnerOnlyWhenTheReceiverHasAccepted() {
        walk.offer(customer, "tom", "dana");
        assertThat(reader.one(customer).owner().id()).isEqualTo("tom");
        assertThat(reader.one(customer).stage()).isEqualTo("proposal");
        assertThat(reader.one(customer).handoff().state()).isEqualTo("offered");
        assertThat(reader.one(customer).nextStep().who().id()).isEqualTo("dana");

        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));

        assertThat(reader.one(customer).owner().id()).isEqualTo("dana");
        assertThat(reader.one(customer).stage()).isEqualTo("ready-for-delivery");
        assertThat(reader.one(customer).handoff()).isNull();
    }

    @Test
    @Tag("C57")
    void refusesAnEmptyNoteToSomebodyElse() {
        refuses(
                "Write handoff note",
                "tom",
                Map.of("receiver", "dana", "handoffNote", "  "),
                "Write a handoff note: dana needs to know what was promised and what is unresolved.");
    }

    @Test
    @Tag("C58")
    void refusesAHandoffToNobodyOrToSomebodyWithoutTheHat() {
        refuses("Write handoff note", "tom", Map.of(), "Who takes over? Choose one.");
        refuses(
                "Write handoff note",
                "tom",
                Map.of("receiver", "sam", "handoffNote", "Note."),
                "Who takes over? Choose one of those that are offered.");
        refuses(
                "Write handoff note",
                "tom",
                Map.of("receiver", "nobody", "handoffNote", "Note."),
                "Who takes over? Choose one of those that are offered.");
    }

    @Test
    void asksWhyAHandoffGoesBack() {
        walk.offer(customer, "tom", "dana");

        refuses(
                "Accept handoff",
                "dana",
                Map.of("decision", "returned"),
                "Say why the handoff goes back: choose a reason, so that the giver can complete it.");
        refuses("Accept handoff", "dana", Map.of(), "Do you take over? Choose one.");
    }

    @Test
    void offersOnlyThosePeopleWhoWearTheReceivingHatAndProposesOneself() {
        VariableMap[] shown = new VariableMap[1];
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
        tasks.setAssignee(task, "mia");

        desk.as("mia", () -> shown[0] = forms.getTaskFormVariables(task));

        assertThat(shown[0].getValueTyped("receivers").getValue().toString())
                .contains("\"value\":\"dana\"", "\"value\":\"mia\"")
                .doesNotContain("tom", "sam");
        assertThat(shown[0].get("receiver")).isEqualTo("mia");
        assertThat(shown[0].get("company")).isEqualTo("ACME");
    }

    private void refuses(String task, String person, Map<String, Object> answers, String sentence) {
        Map<String, Long> before = rows.counts();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> desk.complete(customer, task, person, new HashMap<>(answers)))
                .withMessage(sentence);

        assertThat(rows.counts()).isEqualTo(before);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(customer)
                        .taskName(task)
                        .count())
                .isEqualTo(1);
    }
}
