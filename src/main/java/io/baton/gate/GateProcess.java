package io.baton.gate;

import io.baton.engine.DiagramOffer;
import io.baton.engine.SystemCommands;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Speaks to the diagrams of the stages that can end by themselves: they wait for the message {@code gate.opened}. */
@Component
class GateProcess implements DiagramOffer {

    private static final String GATE_OPENED = "gate.opened";

    private final RuntimeService runtimeService;
    private final SystemCommands system;

    GateProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    @Override
    public Set<String> messages() {
        return Set.of(GATE_OPENED);
    }

    /** Whether the customer's stage waits for the gate to open; while it is handed over, it does not. */
    boolean waitsForGate(String number) {
        return system.call(() -> runtimeService
                        .createExecutionQuery()
                        .processInstanceBusinessKey(number)
                        .messageEventSubscriptionName(GATE_OPENED)
                        .count()
                > 0);
    }

    /** All criteria are met: the stage that waits for this ends. */
    void gateOpened(String number) {
        system.call(() -> {
            runtimeService
                    .createMessageCorrelation(GATE_OPENED)
                    .processInstanceBusinessKey(number)
                    .correlate();
            return number;
        });
    }
}
