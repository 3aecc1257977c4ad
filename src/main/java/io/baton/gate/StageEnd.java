package io.baton.gate;

import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Stage;
import io.baton.engine.Doer;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends a stage by itself, where {@code custody.dmn} says so, at the moment at which its last criterion is met.
 *
 * <p>Looked at when the stage begins to wait and after every fact that arrives from outside or is withdrawn, each time with the
 * customer's row locked: so of a stage that is being entered and a fact that is on its way, the second sees the first.
 */
@Service
@Transactional
class StageEnd {

    private final CustomerRecord record;
    private final Gate gate;
    private final Custody custody;
    private final GateProcess process;
    private final Doer doer;

    StageEnd(CustomerRecord record, Gate gate, Custody custody, GateProcess process, Doer doer) {
        this.record = record;
        this.gate = gate;
        this.custody = custody;
        this.process = process;
        this.doer = doer;
    }

    /** What a stage that begins to wait, or would, is to do. */
    enum Look {
        /** It is over: the playbook does without it, or it ends by itself and everything is on file already. */
        MET,
        /** Nothing is missing; its owner ends it. */
        OPEN,
        /** Something is missing. */
        WAITING;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Looks whether the stage is over before anybody is asked.
     *
     * @param stage the one whose diagram asks
     */
    Look look(String number, Stage stage) {
        CustomerFacts customer = record.lock(number);
        // A customer who stands in a stage that is no longer used finishes it; New lead is where every record begins.
        boolean passesBy = customer.stage() != stage || stage == Stage.NEW_LEAD;
        if (passesBy && !custody.uses(customer.playbook(), stage)) {
            return Look.MET;
        }
        if (!gate.isOpen(customer)) {
            return Look.WAITING;
        }
        if (custody.of(customer).trigger() != Custody.Trigger.AUTOMATIC || !gate.asksForAnything(customer)) {
            return Look.OPEN;
        }
        write(customer);
        return Look.MET;
    }

    /** A fact arrived or was withdrawn: if nothing is missing any more, the stage that waits ends. */
    void factsChanged(String number) {
        CustomerFacts customer = record.lock(number);
        if (custody.of(customer).trigger() == Custody.Trigger.AUTOMATIC
                && gate.asksForAnything(customer)
                && gate.isOpen(customer)
                && process.waitsForGate(number)) {
            write(customer);
            process.gateOpened(number);
        }
    }

    private void write(CustomerFacts customer) {
        boolean met = gate.missing(customer).isEmpty();
        record.outcome(
                customer.number(),
                doer.id(),
                customer.stage().label()
                        + (met
                                ? " ended by itself: all its exit criteria are met."
                                : " ended by itself: what is missing was waived."),
                Map.of(
                        "outcome",
                        met ? "criteria-met" : "override",
                        "stage",
                        customer.stage().id()),
                null);
    }
}
