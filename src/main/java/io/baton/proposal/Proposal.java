package io.baton.proposal;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import io.baton.gate.EvidenceRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides what becomes of a qualified lead: a proposal that is sent, and then the customer's yes, no or not yet. */
@Service
@Transactional
class Proposal {

    static final String FOLLOW_UP = "proposal-follow-up";
    private static final String DECISION = "decision-date";

    private final CustomerRecord record;
    private final Deadlines deadlines;
    private final EvidenceRecord evidence;

    Proposal(CustomerRecord record, Deadlines deadlines, EvidenceRecord evidence) {
        this.record = record;
        this.deadlines = deadlines;
        this.evidence = evidence;
    }

    /**
     * What came of preparing the proposal.
     *
     * @param decision {@code sent} or {@code lost}
     * @param decisionOn by when the customer wants to decide
     */
    record Sent(
            @Nullable String decision,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate decisionOn,
            @Nullable String lossReason,
            @Nullable String note) {}

    /**
     * What the customer decided.
     *
     * @param decision {@code won}, {@code open} or {@code lost}
     */
    record Decided(
            @Nullable String decision,
            @Nullable LocalDate kickoffOn,
            @Nullable LocalDate nextFollowUpOn,
            @Nullable LocalDate decisionOn,
            @Nullable String lossReason,
            @Nullable String note) {}

    /**
     * Records that the proposal was sent, or that the deal is lost.
     *
     * @return the outcome, {@code sent} or {@code lost}
     */
    String sent(String number, Sent answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "sent" -> {
                LocalDate decisionOn = answer.decisionOn();
                if (decisionOn == null) {
                    throw Refusal.because("A proposal needs the date by which the customer wants to decide.");
                }
                notInThePast("The date of the decision", decisionOn);
                FieldChecks check = new FieldChecks();
                String currency =
                        answer.amount() == null ? null : check.currency("The offer's currency", answer.currency());
                check.refuseIfWrong();
                record.offered(number, answer.amount(), currency);
                decidesOn(number, decisionOn);
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("outcome", "sent");
                data.put("decisionOn", decisionOn.toString());
                if (answer.amount() != null) {
                    data.put("amount", answer.amount().toPlainString());
                    data.put("currency", currency);
                }
                record.outcome(
                        number, by, "Proposal sent; the customer decides by " + decisionOn + ".", data, answer.note());
                yield "sent";
            }
            case "lost" -> lost(number, by, answer.lossReason(), answer.note());
            default -> throw Refusal.because("Choose whether the proposal was sent or the deal is lost.");
        };
    }

    /**
     * Records what the customer decided.
     *
     * @return the outcome, {@code won}, {@code open} or {@code lost}
     */
    String decided(String number, Decided answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "won" -> won(number, answer, by);
            case "open" -> {
                if (answer.nextFollowUpOn() != null) {
                    notInThePast("The next follow-up", answer.nextFollowUpOn());
                }
                deadlines.agree(number, FOLLOW_UP, answer.nextFollowUpOn());
                LocalDate known = record.facts(number).decisionOn();
                if (answer.decisionOn() != null) {
                    notInThePast("The date of the decision", answer.decisionOn());
                    decidesOn(number, answer.decisionOn());
                } else if (known != null && known.isBefore(deadlines.today())) {
                    throw Refusal.because(
                            "The customer wanted to decide by " + known + ", and that is over: give the new date.");
                }
                record.outcome(
                        number, by, "The customer has not decided yet.", Map.of("outcome", "open"), answer.note());
                yield "open";
            }
            case "lost" -> lost(number, by, answer.lossReason(), answer.note());
            default -> throw Refusal.because("Choose what the customer decided: yes, not yet, or no.");
        };
    }

    private void decidesOn(String number, LocalDate date) {
        record.decidesOn(number, date);
        deadlines.agree(number, DECISION, date);
    }

    private String won(String number, Decided answer, String by) {
        if (answer.kickoffOn() != null) {
            notInThePast("The kickoff", answer.kickoffOn());
            evidence.confirmed(number, "kickoff.scheduled", answer.kickoffOn().toString(), by);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("outcome", "won");
        if (answer.kickoffOn() != null) {
            data.put("kickoffOn", answer.kickoffOn().toString());
        }
        record.outcome(number, by, "Deal won.", data, answer.note());
        return "won";
    }

    private String lost(String number, String by, @Nullable String reason, @Nullable String note) {
        record.leave(number, by, reason, note);
        return "lost";
    }

    private void notInThePast(String what, LocalDate date) {
        if (date.isBefore(deadlines.today())) {
            throw Refusal.because(what + " cannot be in the past: " + date + ".");
        }
    }
}
