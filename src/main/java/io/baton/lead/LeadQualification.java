package io.baton.lead;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.customer.Playbooks;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import io.baton.lead.pool.LeadPools;
import io.baton.lead.pool.Touches;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what becomes of a new lead: qualified, with a person and a dated next step; reached and not decided yet; or lost for
 * a reason.
 */
@Service
@Transactional
class LeadQualification {

    static final String NEXT_SALES_STEP = "next-sales-step";
    static final String PROPOSAL_FOLLOW_UP = "proposal-follow-up";

    private final CustomerRecord record;
    private final Deadlines deadlines;
    private final Playbooks playbooks;
    private final Custody custody;
    private final LeadPools pools;
    private final Touches touches;

    LeadQualification(
            CustomerRecord record,
            Deadlines deadlines,
            Playbooks playbooks,
            Custody custody,
            LeadPools pools,
            Touches touches) {
        this.record = record;
        this.deadlines = deadlines;
        this.playbooks = playbooks;
        this.custody = custody;
        this.pools = pools;
        this.touches = touches;
    }

    /**
     * What the person who looked at the lead answered.
     *
     * @param decision {@code qualified}, {@code reached} where it has not decided yet, or {@code lost}
     * @param wants what is known now of what the lead wants
     * @param nextStepOn when the next sales step takes place
     * @param touchKind how they got in touch, where it was reached
     */
    record Answer(
            @Nullable String decision,
            @Nullable String playbook,
            Wants wants,
            @Nullable LocalDate nextStepOn,
            @Nullable String lossReason,
            @Nullable String note,
            @Nullable String touchKind) {}

    /** What the lead wants, when, and what they can spend; what is null is known already or not yet. */
    record Wants(
            @Nullable String product,
            @Nullable String timeline,
            @Nullable BigDecimal budget,
            @Nullable String currency) {}

    /** Who has the lead now. */
    Party owner(String number) {
        return record.facts(number).owner();
    }

    /**
     * Records the answer.
     *
     * @return the outcome, as the decision
     * @throws Refusal where the answer misses what its decision needs
     */
    String answered(String number, Answer answer, String by) {
        return switch (answer.decision() == null ? "" : answer.decision()) {
            case "qualified" -> qualified(number, answer, by);
            case "lost" -> {
                record.leave(number, by, answer.lossReason(), answer.note());
                pools.left(number);
                yield "lost";
            }
            case "reached" -> reached(number, answer, by);
            default -> throw Refusal.because("Choose whether the lead is qualified, not decided yet or lost.");
        };
    }

    /** The date is for the step that follows, whichever stage the playbook uses next. */
    private String nextWindow(String number) {
        return custody.uses(record.facts(number).playbook(), Stage.QUALIFIED) ? NEXT_SALES_STEP : PROPOSAL_FOLLOW_UP;
    }

    private void learn(String number, Wants wants) {
        FieldChecks check = new FieldChecks();
        String product = check.text("Product", wants.product(), Texts.SHORT);
        String timeline = check.text("Timeline", wants.timeline(), Texts.SHORT);
        String currency = wants.budget() == null ? null : check.currency("Currency", wants.currency());
        check.refuseIfWrong();
        record.wants(number, product, timeline, wants.budget(), currency);
    }

    private String qualified(String number, Answer answer, String by) {
        if (answer.nextStepOn() == null) {
            throw Refusal.because("A qualified lead needs the date of its next sales step.");
        }
        if (answer.nextStepOn().isBefore(deadlines.today())) {
            throw Refusal.because("The next sales step cannot be in the past: " + answer.nextStepOn() + ".");
        }
        if (answer.playbook() != null) {
            if (!playbooks.isKnown(answer.playbook())) {
                throw Refusal.because("There is no playbook '" + answer.playbook() + "'.");
            }
            record.follow(number, answer.playbook(), null, by);
        }
        learn(number, answer.wants());
        deadlines.agree(number, nextWindow(number), answer.nextStepOn());
        record.outcome(
                number,
                by,
                "Lead qualified; the next sales step is on " + answer.nextStepOn() + ".",
                Map.of("outcome", "qualified", "nextStepOn", answer.nextStepOn().toString()),
                answer.note());
        record.assign(number, Party.person(by), by);
        pools.left(number);
        return "qualified";
    }

    private String reached(String number, Answer answer, String by) {
        if (!touches.answered(number, answer.touchKind(), answer.note(), by)) {
            throw Refusal.because("Nobody was reached this way, so the lead still waits for its answer:"
                    + " leave a note with the task, or close the lead with a reason.");
        }
        learn(number, answer.wants());
        return "reached";
    }
}
