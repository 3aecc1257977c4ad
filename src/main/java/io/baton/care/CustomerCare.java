package io.baton.care;

import io.baton.api.Refusal;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides how a customer in service goes on: the renewal date, check-ins, and what to do when one is at risk. */
@Service
@Transactional
class CustomerCare {

    private final CustomerRecord record;
    private final Deadlines deadlines;

    CustomerCare(CustomerRecord record, Deadlines deadlines) {
        this.record = record;
        this.deadlines = deadlines;
    }

    /**
     * What was learned of the customer.
     *
     * @param decision at a check-in {@code well}, {@code at-risk}, {@code renewing} or {@code cancelled}; at a rescue
     *     {@code rescued}, {@code open}, {@code renewing} or {@code cancelled}; before a renewal {@code settled} or
     *     {@code cancelled}
     */
    record Answer(
            @Nullable String decision,
            @Nullable String lossReason,
            @Nullable String note) {}

    /** Records when the customer's contract is to be renewed. */
    void renewsOn(String number, @Nullable LocalDate renewalOn, @Nullable String note, String by) {
        if (renewalOn == null) {
            throw Refusal.because("Give the date on which the contract is to be renewed.");
        }
        if (renewalOn.isBefore(deadlines.today())) {
            throw Refusal.because("The renewal date cannot be in the past: " + renewalOn + ".");
        }
        record.renewsOn(number, renewalOn);
        record.outcome(number, by, "Renewal is on " + renewalOn + ".", Map.of("renewalOn", renewalOn.toString()), note);
    }

    /**
     * Records a check-in.
     *
     * @return the outcome, as decided
     */
    String checkedIn(String number, Answer answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "well" -> told(number, by, "Checked in: the customer is well.", answer);
            case "at-risk" -> told(number, by, "The customer is at risk.", answer);
            case "renewing" -> renewing(number, by, answer);
            case "cancelled" -> cancelled(number, by, answer);
            default ->
                throw Refusal.because("Choose how the customer is: well, at risk, ready to renew early, or cancelled.");
        };
    }

    /**
     * Records what came of the rescue.
     *
     * @return the outcome, as decided
     */
    String rescued(String number, Answer answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "rescued" -> told(number, by, "The customer is no longer at risk.", answer);
            case "open" -> told(number, by, "The customer is still at risk.", answer);
            case "renewing" -> renewing(number, by, answer);
            case "cancelled" -> cancelled(number, by, answer);
            default ->
                throw Refusal.because(
                        "Choose what came of it: rescued, still at risk, ready to renew early, or cancelled.");
        };
    }

    /**
     * Records what came of settling what was open before the renewal.
     *
     * @return the outcome, as decided
     */
    String settled(String number, Answer answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "settled" -> {
                if (answer.note() != null) {
                    record.note(number, by, answer.note());
                }
                yield "settled";
            }
            case "cancelled" -> cancelled(number, by, answer);
            default ->
                throw Refusal.because("Choose how it goes on: what is open is settled, or the customer cancels.");
        };
    }

    private String renewing(String number, String by, Answer answer) {
        return told(number, by, "The renewal was started early.", answer);
    }

    private String told(String number, String by, String what, Answer answer) {
        record.outcome(number, by, what, Map.of("outcome", answer.decision()), answer.note());
        return answer.decision();
    }

    private String cancelled(String number, String by, Answer answer) {
        record.leave(number, by, answer.lossReason(), answer.note());
        return "cancelled";
    }
}
