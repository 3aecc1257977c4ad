package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.baton.api.Refusal;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.customer.Playbooks;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import io.baton.lead.LeadQualification.Answer;
import io.baton.lead.pool.LeadPools;
import io.baton.lead.pool.Touches;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules for what becomes of a new lead. */
class LeadQualificationTest {

    private static final LeadQualification.Wants NOTHING_NEW = new LeadQualification.Wants(null, null, null, null);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final CustomerRecord record = mock(CustomerRecord.class);
    private final Deadlines deadlines = mock(Deadlines.class);
    private final Playbooks playbooks = mock(Playbooks.class);
    private final Custody custody = mock(Custody.class);
    private final LeadPools pools = mock(LeadPools.class);
    private final Touches touches = mock(Touches.class);
    private final LeadQualification qualification =
            new LeadQualification(record, deadlines, playbooks, custody, pools, touches);

    @BeforeEach
    void setToday() {
        when(deadlines.today()).thenReturn(TODAY);
        when(playbooks.isKnown("standard")).thenReturn(true);
        CustomerFacts customer = mock(CustomerFacts.class);
        when(customer.playbook()).thenReturn("standard");
        when(record.facts("C-000001")).thenReturn(customer);
        when(custody.uses("standard", Stage.QUALIFIED)).thenReturn(true);
    }

    @Test
    @Tag("C3")
    void makesThePersonWhoQualifiedALeadItsOwnerAndAgreesTheNextStep() {
        String outcome = qualification.answered(
                "C-000001",
                new Answer("qualified", "standard", NOTHING_NEW, TODAY.plusDays(2), null, "Likes it.", null),
                "tom");

        assertThat(outcome).isEqualTo("qualified");
        verify(record).assign("C-000001", Party.person("tom"), "tom");
        verify(record).follow("C-000001", "standard", null, "tom");
        verify(deadlines).agree("C-000001", "next-sales-step", TODAY.plusDays(2));
        verify(record)
                .outcome(
                        eq("C-000001"),
                        eq("tom"),
                        eq("Lead qualified; the next sales step is on 2026-03-04."),
                        any(),
                        eq("Likes it."));
    }

    @Test
    @Tag("C3")
    void asksForTheNextSalesStepOfAQualifiedLead() {
        refuses(
                new Answer("qualified", null, NOTHING_NEW, null, null, null, null),
                "A qualified lead needs the date of its next sales step.");
    }

    @Test
    void refusesANextStepInThePast() {
        refuses(
                new Answer("qualified", null, NOTHING_NEW, TODAY.minusDays(1), null, null, null),
                "The next sales step cannot be in the past: 2026-03-01.");
    }

    @Test
    void acceptsANextStepToday() {
        assertThat(qualification.answered(
                        "C-000001", new Answer("qualified", null, NOTHING_NEW, TODAY, null, null, null), "tom"))
                .isEqualTo("qualified");
    }

    @Test
    void refusesAPlaybookThatNoTableKnows() {
        refuses(
                new Answer("qualified", "magic", NOTHING_NEW, TODAY, null, null, null),
                "There is no playbook 'magic'.");
    }

    @Test
    void refusesAnAnswerWithoutADecisionOrWithAnUnknownOne() {
        refuses(
                new Answer(null, null, NOTHING_NEW, TODAY, null, null, null),
                "Choose whether the lead is qualified, not decided yet or lost.");
        refuses(
                new Answer("maybe", null, NOTHING_NEW, TODAY, null, null, null),
                "Choose whether the lead is qualified, not decided yet or lost.");
    }

    @Test
    @Tag("C64")
    void endsALostLeadWithItsReason() {
        String outcome = qualification.answered(
                "C-000001", new Answer("lost", null, NOTHING_NEW, null, "price", "Too dear.", null), "tom");

        assertThat(outcome).isEqualTo("lost");
        verify(record).leave("C-000001", "tom", "price", "Too dear.");
        verify(record, never()).assign(any(), any(), any());
    }

    @Test
    @Tag("C12")
    void leavesALeadThatWasReachedWithItsOwner() {
        when(touches.answered("C-000001", "call", "Call back.", "tom")).thenReturn(true);

        String outcome = qualification.answered(
                "C-000001", new Answer("reached", null, NOTHING_NEW, null, null, "Call back.", "call"), "tom");

        assertThat(outcome).isEqualTo("reached");
        verify(pools, never()).left(any());
    }

    @Test
    @Tag("C12")
    void refusesAnAttemptThatReachedNobodyAsAnAnswer() {
        when(touches.answered("C-000001", "no-answer", null, "tom")).thenReturn(false);

        refuses(
                new Answer("reached", null, NOTHING_NEW, null, null, null, "no-answer"),
                "Nobody was reached this way, so the lead still waits for its answer:"
                        + " leave a note with the task, or close the lead with a reason.");
    }

    private void refuses(Answer answer, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> qualification.answered("C-000001", answer, "tom"))
                .withMessage(sentence);
        verifyNoInteractions(record);
    }
}
