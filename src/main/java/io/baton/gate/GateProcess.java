package io.baton.gate;

import io.baton.engine.DiagramOffer;
import io.baton.engine.Messages;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Speaks to the diagrams of the stages that can end by themselves: they wait for the message {@code gate.opened}. */
@Component
class GateProcess implements DiagramOffer {

    private static final String GATE_OPENED = "gate.opened";

    private final Messages messages;

    GateProcess(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Set<String> messages() {
        return Set.of(GATE_OPENED);
    }

    /** Whether the customer's stage waits for the gate to open; while it is handed over, it does not. */
    boolean waitsForGate(String number) {
        return messages.isAwaited(number, GATE_OPENED);
    }

    /** All criteria are met: the stage that waits for this ends. */
    void gateOpened(String number) {
        messages.tell(number, GATE_OPENED);
    }
}
