package io.baton.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import io.baton.gate.EvidenceRecord;
import io.baton.proposal.Proposal.Decided;
import io.baton.proposal.Proposal.Sent;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules from the proposal to the customer's yes or no. */
class ProposalTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final CustomerRecord record = mock(CustomerRecord.class);
    private final Deadlines deadlines = mock(Deadlines.class);
    private final EvidenceRecord evidence = mock(EvidenceRecord.class);
    private final Proposal proposal = new Proposal(record, deadlines, evidence);

    @BeforeEach
    void setToday() {
        when(deadlines.today()).thenReturn(TODAY);
        decidesBy(null);
    }

    private void decidesBy(@Nullable LocalDate date) {
        CustomerFacts facts = mock(CustomerFacts.class);
        when(facts.decisionOn()).thenReturn(date);
        when(record.facts("C-000001")).thenReturn(facts);
    }

    @Test
    @Tag("C18")
    void asksForTheNewDateOfTheDecisionOnceTheOldOneIsOver() {
        decidesBy(TODAY.minusDays(1));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> proposal.decided("C-000001", new Decided("open", null, null, null, null, null), "tom"))
                .withMessage("The customer wanted to decide by 2026-03-01, and that is over: give the new date.");
    }

    @Test
    @Tag("C9")
    void putsTheKickoffOnFile() {
        assertThat(proposal.decided("C-000001", won(TODAY.plusDays(5)), "tom")).isEqualTo("won");

        verify(evidence).confirmed("C-000001", "kickoff.scheduled", "2026-03-07", "tom");
    }

    @Test
    @Tag("C9")
    void leavesToTheGateWhetherAWonDealMayGoOn() {
        assertThat(proposal.decided("C-000001", won(null), "tom")).isEqualTo("won");

        verifyNoInteractions(evidence);
    }

    @Test
    void refusesAKickoffInThePast() {
        refuses(won(TODAY.minusDays(1)), "The kickoff cannot be in the past: 2026-03-01.");
    }

    @Test
    @Tag("C13")
    void keepsAnOpenProposalWithItsNextFollowUp() {
        Decided open = new Decided("open", null, TODAY.plusDays(3), null, null, null);

        assertThat(proposal.decided("C-000001", open, "tom")).isEqualTo("open");
        verify(deadlines).agree("C-000001", "proposal-follow-up", TODAY.plusDays(3));
    }

    @Test
    @Tag("C13")
    void followsUpByTheTableWhereNoDateIsAgreed() {
        Decided open = new Decided("open", null, null, null, null, null);

        proposal.decided("C-000001", open, "tom");

        verify(deadlines).agree("C-000001", "proposal-follow-up", null);
    }

    @Test
    void asksForTheDateOfTheDecisionOfASentProposal() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> proposal.sent("C-000001", new Sent("sent", null, null, null, null, null), "tom"))
                .withMessage("A proposal needs the date by which the customer wants to decide.");
    }

    @Test
    void asksForTheCurrencyOfAnAmount() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> proposal.sent(
                        "C-000001", new Sent("sent", new BigDecimal("10.00"), null, TODAY, null, null), "tom"))
                .withMessage("The offer's currency must be an ISO 4217 code such as EUR.");
    }

    @Test
    @Tag("C64")
    void losesADealForAReason() {
        assertThat(proposal.decided("C-000001", new Decided("lost", null, null, null, "price", "Sorry."), "tom"))
                .isEqualTo("lost");
        verify(record).leave("C-000001", "tom", "price", "Sorry.");
    }

    private static Decided won(LocalDate kickoff) {
        return new Decided("won", kickoff, null, null, null, null);
    }

    private void refuses(Decided answer, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> proposal.decided("C-000001", answer, "tom"))
                .withMessage(sentence);
        verifyNoInteractions(record);
    }
}
