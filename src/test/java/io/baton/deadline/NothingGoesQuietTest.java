package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What kills deals and customers where nobody keeps dates, played through: it is caught in time, and by name. */
@BatonTest
class NothingGoesQuietTest {

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Rest rest;

    private LocalDate friday;

    @Test
    @Tag("C37")
    @Tag("C13")
    void asksAManagerOnTheDayOfACallbackThatNobodyMadeAndNotTwoWeeksLater() {
        onFridayAt(16);
        String customer = walk.proposedCustomer();
        LocalDate monday = friday.plusDays(3);
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", monday.toString(), "note", "Calls back on Monday."));

        assertThat(reader.one(customer).nextStep().due()).isEqualTo(at(monday, 17));
        time.moveTo(at(monday, 17).plus(Duration.ofMinutes(1)));
        time.work(customer);

        assertThat(texts(customer, "breach")).containsExactly("Overdue: Follow-up on an open proposal.");
        assertThat(asked(customer))
                .singleElement()
                .satisfies(task -> assertThat(task.getAssignee()).isEqualTo("max"));
        assertThat(texts(customer, "escalation")).containsExactly("A manager is asked: a promised date passed: max.");
    }

    @Test
    @Tag("C37")
    @Tag("C9")
    void startsNoDeliveryWithoutWhatWasAgreedAndReminds() {
        onFridayAt(10);
        String customer = walk.proposedCustomer();

        assertThatThrownBy(() -> walk.complete(customer, "Get decision", "tom", Map.of("decision", "won")))
                .hasMessageContaining("scope not confirmed");
        assertThat(reader.one(customer).stage()).isEqualTo("proposal");

        time.moveTo(reader.one(customer).nextStep().due().plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(texts(customer, "breach")).isNotEmpty();
        assertThat(reader.one(customer).nextStep().what()).isEqualTo("Get decision");
    }

    @Test
    @Tag("C32")
    void refusesADateThatNobodyLivesToSee() {
        String customer = walk.proposedCustomer();

        assertThatThrownBy(() -> walk.complete(
                        customer, "Get decision", "tom", Map.of("decision", "open", "nextFollowUpOn", "2150-01-01")))
                .hasMessageContaining("2150-01-01 is more than 10 years away");
    }

    @Test
    @Tag("C2")
    @Tag("C32")
    void keepsEveryCustomerOfOneWhoWearsFourHatsInSightForAWeek() {
        onFridayAt(10);
        Map<String, String> customers = new LinkedHashMap<>();
        customers.put("sales", walk.newLead());
        String won = walk.proposedCustomer();
        walk.win(won, "tom");
        walk.handOver(won, "tom", "mia");
        customers.put("delivery", won);
        String served = walk.customerInService(200);
        customers.put("success", served);
        String open = walk.proposedCustomer();
        customers.put("deal", open);

        for (int day = 0; day < 8; day++) {
            // Each day she has time for one of her hats; the others have to wait, and are not forgotten.
            switch (day) {
                case 0 -> walk.qualify(customers.get("sales"), "mia");
                case 3 -> walk.holdKickoff(won, "mia");
                case 4 -> walk.sendProposal(customers.get("sales"), "mia");
                default -> {
                    // meetings
                }
            }
            time.forward(Duration.ofDays(1));
            List<String> overdue = new ArrayList<>();
            for (String customer : customers.values()) {
                time.work(customer);
                CustomerView shown = reader.one(customer);
                assertThat(shown.owner()).isNotNull();
                assertThat(shown.nextStep().what()).isNotBlank();
                assertThat(shown.nextStep().who()).isNotNull();
                assertThat(shown.nextStep().due()).isNotNull();
                if (shown.nextStep().due().isBefore(time.now())) {
                    overdue.add(customer);
                }
            }
            assertThat(rest.get("max", "/api/stalled").body().get("total").asLong())
                    .isZero();
            // Whatever is late is on record, and somebody was told.
            for (String customer : overdue) {
                assertThat(texts(customer, "breach")).as(customer).isNotEmpty();
                assertThat(texts(customer, "escalation")).as(customer).isNotEmpty();
            }
        }
        assertThat(texts(open, "breach")).isNotEmpty();
    }

    private void onFridayAt(int hour) {
        friday = LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusYears(1)
                .withMonth(3)
                .withDayOfMonth(1)
                .with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        time.moveTo(at(friday, hour));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private List<Task> asked(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName("Answer escalation")
                .list();
    }

    private List<String> texts(String customer, String kind) {
        return reader.journal(customer, null, 200).items().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> entry.text())
                .toList();
    }
}
