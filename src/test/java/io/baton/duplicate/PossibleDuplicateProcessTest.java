package io.baton.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView.EntryView;
import io.baton.lead.NewLead;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two customers who look alike are shown to a person, side by side, and what that person says is done. */
@BatonTest
class PossibleDuplicateProcessTest {

    private static final AtomicLong NUMBERS = new AtomicLong(3_000_000);

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    private final String word = "z" + Long.toString(NUMBERS.incrementAndGet(), 36);

    private String older;
    private String newer;

    @BeforeEach
    void haveTwoWhoLookAlike() {
        older = walk.newLead(lead("Osprey " + word, "Olaf Prey", "olaf"));
        newer = walk.newLead(lead("Osprey " + word + " GmbH", "Petra Rey", "petra"));
    }

    @Test
    @Tag("C52")
    void showsBothSideBySideWithWhatIsAlike() {
        assertThat(newer).isNotEqualTo(older);
        Task task = openTask(newer);
        assertThat(task.getAssignee()).isNull();
        assertThat(openTask(older)).isNull();

        Map<String, Object> form = forms.getTaskFormVariables(task.getId());

        assertThat(form.get("likenessLine").toString())
                .isEqualTo("They look alike at 80 of 100: a similar company at the same mail domain.");
        assertThat(form.get("thisSide").toString()).contains("Petra Rey", newer, "New lead", "sales", "Please call me");
        assertThat(form.get("otherSide").toString()).contains("Olaf Prey", older);
        assertThat(reader.one(newer).nextStep().what()).as("the lead goes on").isEqualTo("Qualify lead");
    }

    @Test
    @Tag("C52")
    void mergesWhatIsOneAndEndsTheLifecycleOfTheOneThatGoes() {
        answer("keep-right", "Petra is Olaf's colleague.");

        assertThat(reader.one(newer).number()).isEqualTo(older);
        assertThat(texts(older))
                .contains("Merged into %s, Osprey %s: Petra is Olaf's colleague.".formatted(older, word));
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(newer).count())
                .isZero();
    }

    @Test
    @Tag("C52")
    void keepsTheNewerOneWhereAPersonSaysSo() {
        answer("keep-left", null);

        assertThat(reader.one(older).number()).isEqualTo(newer);
        assertThat(reader.one(newer).nextStep().what()).isEqualTo("Qualify lead");
    }

    /** Else whoever enters a lead could take any customer over. */
    @Test
    @Tag("C48")
    void leavesItToAnOwnerWhetherTheirCustomerGoes() {
        walk.qualify(older, "mia");

        assertThatThrownBy(() -> answer("keep-left", null))
                .hasMessageContaining("That is for the owner of " + older + ", mia, or a manager to say.");

        assertThat(reader.one(older).number()).isEqualTo(older);
        assertThat(openTask(newer)).as("it is still to be answered").isNotNull();
        answer("keep-right", null);
        assertThat(reader.one(newer).number()).isEqualTo(older);
        assertThat(reader.one(older).owner().id()).isEqualTo("mia");
    }

    @Test
    @Tag("C52")
    void remembersThatTwoAreTwo() {
        answer("different", "Two shops.");

        assertThat(reader.one(newer).number()).isEqualTo(newer);
        for (String number : List.of(older, newer)) {
            assertThat(texts(number)).anyMatch(it -> it.endsWith("two different customers."));
        }
        // Somebody who is certainly both: by the mail address of one and the number of the other.
        rest.post(
                "max",
                "/api/leads",
                "{\"company\": \"Osprey %1$s\", \"contact\": {\"name\": \"Petra Rey\", \"email\": \"petra@%1$s.example\"}}"
                        .formatted(word));
        assertThat(openTask(newer)).as("nobody is asked again").isNull();
        assertThat(openTask(older)).isNull();
    }

    @Test
    @Tag("C52")
    void asksNobodyAnyMoreWhatWasSaidByRest() {
        assertThat(rest.post(
                                "max",
                                "/api/customers/" + newer + "/merge",
                                "{\"into\": \"" + older + "\", \"reason\": \"One shop.\"}")
                        .status())
                .isEqualTo(200);

        assertThat(openTask(newer)).isNull();
    }

    @Test
    @Tag("C52")
    void asksForOneOfTheAnswers() {
        assertThatThrownBy(() -> walk.complete(newer, "Compare customers", "tom", Map.of()))
                .hasMessageContaining("What do you see?");

        assertThat(openTask(newer)).isNotNull();
    }

    @Test
    @Tag("C52")
    @Tag("C14")
    void hasItsOwnWindowAndIsRemindedOf() {
        time.moveTo(openTask(newer).getDueDate().toInstant().minus(Duration.ofMinutes(1)));
        time.work(newer);
        assertThat(texts(newer)).contains("Reminder: A look at two customers who may be one.");

        time.moveTo(openTask(newer).getDueDate().toInstant().plus(Duration.ofMinutes(1)));
        time.work(newer);
        assertThat(texts(newer)).contains("Overdue: A look at two customers who may be one.");
        answer("different", null);
    }

    private NewLead lead(String company, String name, String mailbox) {
        NewLead lead = Walk.lead(company);
        return new NewLead(
                company,
                new NewLead.Person(name, mailbox + "@" + word + ".example", null),
                null,
                null,
                null,
                "web",
                null,
                null,
                null,
                null,
                lead.message());
    }

    private void answer(String decision, String note) {
        walk.complete(
                newer,
                "Compare customers",
                "tom",
                note == null ? Map.of("decision", decision) : Map.of("decision", decision, "note", note));
    }

    private Task openTask(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName("Compare customers")
                .singleResult();
    }

    private List<String> texts(String customer) {
        return reader.journal(customer, null, 200).items().stream()
                .map(EntryView::text)
                .toList();
    }
}
