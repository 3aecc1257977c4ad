package io.baton.renewal;

import io.baton.api.Refusal;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides what comes of a renewal review: renewed with the next date, not yet, or the customer leaves. */
@Service
@Transactional
class ContractRenewal {

    static final String RENEWAL = "renewal";

    private final CustomerRecord record;
    private final Deadlines deadlines;

    ContractRenewal(CustomerRecord record, Deadlines deadlines) {
        this.record = record;
        this.deadlines = deadlines;
    }

    /**
     * What came of the review.
     *
     * @param decision {@code renewed}, {@code open} or {@code declined}
     * @param renewalOn the next renewal date
     * @param nextFollowUpOn when to ask again
     */
    record Answer(
            @Nullable String decision,
            @Nullable LocalDate renewalOn,
            @Nullable LocalDate nextFollowUpOn,
            @Nullable String lossReason,
            @Nullable String note) {}

    /**
     * Records what came of the review.
     *
     * @return the outcome, as decided
     */
    String reviewed(String number, Answer answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "renewed" -> {
                LocalDate next = answer.renewalOn();
                if (next == null || !next.isAfter(deadlines.today())) {
                    throw Refusal.because("Give the next renewal date; it lies in the future.");
                }
                deadlines.agree(number, RENEWAL, next);
                record.renewsOn(number, next);
                record.outcome(
                        number,
                        by,
                        "Renewed until " + next + ".",
                        Map.of("outcome", "renewed", "renewalOn", next.toString()),
                        answer.note());
                yield "renewed";
            }
            case "open" -> {
                LocalDate next = answer.nextFollowUpOn();
                if (next != null && next.isBefore(deadlines.today())) {
                    throw Refusal.because("The next follow-up cannot be in the past: " + next + ".");
                }
                deadlines.agree(number, RENEWAL, next);
                record.outcome(number, by, "The renewal is still open.", Map.of("outcome", "open"), answer.note());
                yield "open";
            }
            case "declined" -> {
                record.leave(number, by, answer.lossReason(), answer.note());
                yield "declined";
            }
            default ->
                throw Refusal.because("Choose whether the customer renewed, has not decided, or does not renew.");
        };
    }
}
