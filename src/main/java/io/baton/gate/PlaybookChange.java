package io.baton.gate;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Playbooks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets a customer follow another playbook from now on, after a look at what would be missing then. */
@Service
@Transactional
class PlaybookChange {

    private final CustomerRecord record;
    private final CustomerReader reader;
    private final Playbooks playbooks;
    private final Custody custody;
    private final Gate gate;
    private final StageEnd stageEnd;

    PlaybookChange(
            CustomerRecord record,
            CustomerReader reader,
            Playbooks playbooks,
            Custody custody,
            Gate gate,
            StageEnd stageEnd) {
        this.record = record;
        this.reader = reader;
        this.playbooks = playbooks;
        this.custody = custody;
        this.gate = gate;
        this.stageEnd = stageEnd;
    }

    /**
     * How a customer stands under a playbook.
     *
     * @param stageUsed whether the playbook uses the customer's stage; where it does not, its owner ends it all the same
     * @param team the hat that answers for the stage under it, or null
     * @param gate what is met and what is missing under it
     * @param changed whether the customer follows it now; false for a preview
     */
    record View(
            String playbook, boolean stageUsed, @Nullable String team, GateView gate, boolean changed) {}

    /**
     * Says what would be missing, and changes nothing.
     *
     * @throws Refusal where there is no such playbook
     */
    @Transactional(readOnly = true)
    View preview(String number, @Nullable String playbook) {
        return view(record.facts(number).following(known(playbook)), false);
    }

    /**
     * Lets the customer follow the playbook. Where its present stage ends by itself under it and nothing is missing, it
     * ends now.
     *
     * @throws Refusal where there is no such playbook, no reason is given, a handoff is under way, or the
     *     customer is closed
     */
    View change(String number, @Nullable String playbook, @Nullable String reason, String by) {
        String next = known(playbook);
        String why = Texts.required("reason", reason, Texts.SHORT);
        CustomerFacts customer = record.lock(number);
        if (customer.stage().isEnd()) {
            throw Refusal.conflict(customer.company() + " is closed as "
                    + customer.stage().label() + ": no playbook is followed any more.");
        }
        if (reader.one(number).handoff() != null) {
            throw Refusal.conflict("A handoff of " + number + " is under way; withdraw or finish it first.");
        }
        if (customer.playbook().equals(next)) {
            return view(customer, false);
        }
        record.follow(number, next, why, by);
        stageEnd.factsChanged(number);
        return view(record.facts(number), true);
    }

    private String known(@Nullable String playbook) {
        FieldChecks check = new FieldChecks();
        String id = check.requiredText("playbook", playbook, Texts.SHORT);
        if (id != null && !playbooks.isKnown(id)) {
            check.wrong("playbook", "'" + id + "' is unknown; known are " + String.join(", ", playbooks.known()));
        }
        check.refuseIfWrong();
        return id;
    }

    private View view(CustomerFacts customer, boolean changed) {
        return new View(
                customer.playbook(),
                custody.uses(customer.playbook(), customer.stage()),
                custody.of(customer).team(),
                gate.of(customer),
                changed);
    }
}
