package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.baton.api.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a customer's row allows. */
class CustomerTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");

    private final Customer customer = new Customer(
            new NewCustomer(
                    "ACME",
                    "Ann",
                    "ann@example.com",
                    null,
                    null,
                    "standard",
                    "web",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null),
            Party.team("sales"),
            MONDAY);

    @Test
    @Tag("C3")
    void beginsAsANewLead() {
        assertThat(customer.stage()).isEqualTo(Stage.NEW_LEAD);
        assertThat(customer.stageSince()).isEqualTo(MONDAY);
    }

    @Test
    void countsTheTimeInAStageFromItsEntryAndNotAnew() {
        customer.enter(Stage.QUALIFIED, TUESDAY);
        customer.enter(Stage.QUALIFIED, TUESDAY.plusSeconds(60));

        assertThat(customer.stageSince()).isEqualTo(TUESDAY);
    }

    @Test
    void entersNoEndAsIfItWereAStage() {
        assertThatIllegalArgumentException().isThrownBy(() -> customer.enter(Stage.LOST, TUESDAY));
    }

    @Test
    @Tag("C3")
    void isLostBeforeItWasACustomerAndFormerAfterwards() {
        for (Stage stage : Stage.values()) {
            if (!stage.isEnd()) {
                boolean sold = stage.ordinal() >= Stage.READY_FOR_DELIVERY.ordinal();
                assertThat(stage.whenLeft()).isEqualTo(sold ? Stage.FORMER_CUSTOMER : Stage.LOST);
            }
        }
    }

    @Test
    void leavesOnceAndHasNothingOpenAfterwards() {
        customer.stepOpened(step("1", TUESDAY));

        customer.leave(TUESDAY);

        assertThat(customer.stage()).isEqualTo(Stage.LOST);
        assertThat(customer.nextStep()).isNull();
        assertThat(customer.missesNextStep()).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> customer.leave(TUESDAY))
                .withMessage("ACME is already closed as Lost.");
    }

    @Test
    @Tag("C1")
    void showsTheEarliestDueOfSeveralOpenSteps() {
        customer.stepOpened(step("late", TUESDAY));
        customer.stepOpened(step("early", MONDAY));
        customer.stepOpened(step("undated", null));

        assertThat(customer.nextStep().taskId()).isEqualTo("early");
    }

    @Test
    @Tag("C1")
    void missesItsNextStepWhenTheShownOneEnds() {
        customer.stepOpened(step("1", MONDAY));

        customer.stepEnded("2");
        assertThat(customer.missesNextStep()).isFalse();

        customer.stepEnded("1");
        assertThat(customer.missesNextStep()).isTrue();
    }

    private static NextStep step(String task, Instant due) {
        return new NextStep("Do it", Party.Type.PERSON, "tom", due, task);
    }
}
