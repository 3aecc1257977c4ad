package io.baton.delivery;

import io.baton.api.Refusal;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import io.baton.gate.EvidenceRecord;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides how a delivery goes on: the kickoff, the delivery itself, and a customer who cancels. */
@Service
@Transactional
class Delivery {

    static final String DELIVERY = "delivery";

    private final CustomerRecord record;
    private final Deadlines deadlines;
    private final EvidenceRecord evidence;

    Delivery(CustomerRecord record, Deadlines deadlines, EvidenceRecord evidence) {
        this.record = record;
        this.deadlines = deadlines;
        this.evidence = evidence;
    }

    /**
     * What came of the kickoff.
     *
     * @param decision {@code held}, {@code open} or {@code cancelled}
     * @param deliverOn when the delivery is to be done, once the kickoff was held
     * @param kickoffOn the kickoff's new date, while it was not
     */
    record Kickoff(
            @Nullable String decision,
            @Nullable LocalDate deliverOn,
            @Nullable LocalDate kickoffOn,
            @Nullable String lossReason,
            @Nullable String note) {}

    /**
     * How the delivery stands.
     *
     * @param decision {@code delivered}, {@code open} or {@code cancelled}
     */
    record Progress(
            @Nullable String decision,
            boolean projectInvoiced,
            @Nullable LocalDate deliverOn,
            @Nullable String lossReason,
            @Nullable String note) {}

    /**
     * Records what came of the kickoff.
     *
     * @return the outcome, {@code held}, {@code open} or {@code cancelled}
     */
    String kickedOff(String number, Kickoff answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "held" -> {
                LocalDate deliverOn = due("the date on which the delivery is to be done", answer.deliverOn());
                deadlines.agree(number, DELIVERY, deliverOn);
                record.outcome(
                        number,
                        by,
                        "Kickoff held; the delivery is due on " + deliverOn + ".",
                        Map.of("outcome", "held", "deliverOn", deliverOn.toString()),
                        answer.note());
                yield "held";
            }
            case "open" -> {
                LocalDate kickoffOn = due("the kickoff's new date", answer.kickoffOn());
                evidence.confirmed(number, "kickoff.scheduled", kickoffOn.toString(), by);
                record.outcome(
                        number,
                        by,
                        "Kickoff moved to " + kickoffOn + ".",
                        Map.of("outcome", "open", "kickoffOn", kickoffOn.toString()),
                        answer.note());
                yield "open";
            }
            case "cancelled" -> cancelled(number, by, answer.lossReason(), answer.note());
            default ->
                throw Refusal.because("Choose whether the kickoff was held, is moved, or the customer cancelled.");
        };
    }

    /**
     * Records how the delivery stands.
     *
     * @return the outcome, {@code delivered}, {@code open} or {@code cancelled}
     */
    String progressed(String number, Progress answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "delivered" -> {
                evidence.confirmed(number, "project.completed", true, by);
                if (answer.projectInvoiced()) {
                    evidence.confirmed(number, "project.invoiced", true, by);
                }
                record.outcome(
                        number,
                        by,
                        answer.projectInvoiced()
                                ? "Service delivered and invoiced."
                                : "Service delivered; the invoice is still to be written.",
                        Map.of("outcome", "delivered", "projectInvoiced", answer.projectInvoiced()),
                        answer.note());
                yield "delivered";
            }
            case "open" -> {
                LocalDate deliverOn = due("the date on which the delivery is to be done", answer.deliverOn());
                deadlines.agree(number, DELIVERY, deliverOn);
                record.outcome(
                        number,
                        by,
                        "Delivery goes on; it is due on " + deliverOn + ".",
                        Map.of("outcome", "open", "deliverOn", deliverOn.toString()),
                        answer.note());
                yield "open";
            }
            case "cancelled" -> cancelled(number, by, answer.lossReason(), answer.note());
            default ->
                throw Refusal.because("Choose whether the service is delivered, goes on, or the customer cancelled.");
        };
    }

    private String cancelled(String number, String by, @Nullable String reason, @Nullable String note) {
        record.leave(number, by, reason, note);
        return "cancelled";
    }

    private LocalDate due(String what, @Nullable LocalDate date) {
        if (date == null) {
            throw Refusal.because("Give " + what + ".");
        }
        if (date.isBefore(deadlines.today())) {
            throw Refusal.because("Give " + what + ", today or later; " + date + " is past.");
        }
        return date;
    }
}
