package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.engine.DiagramOffer;
import io.baton.engine.Messages;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an offered handoff back: its giver has it again, and writes the note anew or names another receiver. */
@Service
class HandoffWithdrawal implements DiagramOffer {

    private static final String WITHDRAWN = "handoff.withdrawn";

    private final CustomerHandoff handoff;
    private final CustomerRecord record;
    private final Custody custody;
    private final Messages messages;

    HandoffWithdrawal(CustomerHandoff handoff, CustomerRecord record, Custody custody, Messages messages) {
        this.handoff = handoff;
        this.record = record;
        this.custody = custody;
        this.messages = messages;
    }

    @Override
    public Set<String> messages() {
        return Set.of(WITHDRAWN);
    }

    /**
     * Takes the offer back; until it is accepted, the giver owns the customer.
     *
     * @throws Refusal where nothing is offered, no reason is given, or the acting person neither gives nor owns the
     *     customer nor manages
     */
    @Transactional
    void withdraw(String number, @Nullable String reason, String by) {
        CustomerFacts customer = record.lock(number);
        if (!handoff.current(number).giver().equals(by)) {
            custody.requireOwner(customer);
        }
        String why = Texts.required("reason", reason, Texts.SHORT);
        handoff.withdrawn(number, why, by);
        if (!messages.isAwaited(number, WITHDRAWN)) {
            throw Refusal.conflict(
                    "This handoff runs on a diagram that does not wait for a withdrawal; the receiver can send it back.");
        }
        messages.tell(number, WITHDRAWN);
    }
}
