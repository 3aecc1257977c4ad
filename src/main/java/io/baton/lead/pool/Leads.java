package io.baton.lead.pool;

import io.baton.customer.StageProcess;
import io.baton.engine.DiagramHelper;
import io.baton.engine.NextMoment;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Tells diagrams when something happens next to idle leads, and to leads that wait. */
@Component
@DiagramHelper
public class Leads {

    private final IdleLeads idleLeads;
    private final WaitingLeads waitingLeads;

    Leads(IdleLeads idleLeads, WaitingLeads waitingLeads) {
        this.idleLeads = idleLeads;
        this.waitingLeads = waitingLeads;
    }

    /**
     * When something happens next to a lead that nobody reaches. For a repeating timer, which asks again each time it fires.
     *
     * @param what {@code idle}; there is no other
     * @return what {@link NextMoment} reads
     * @throws IllegalStateException where a table cannot be used; says what to do
     */
    public String clock(DelegateExecution execution, String what) {
        require(what, "idle");
        return NextMoment.of(idleLeads.next(StageProcess.number(execution)));
    }

    /**
     * When it is looked for free hands again, while leads wait in the pool of this process.
     *
     * @param what {@code next-look}; there is no other
     * @throws IllegalStateException where a table cannot be used; says what to do
     */
    public Date at(DelegateExecution execution, String what) {
        require(what, "next-look");
        return Date.from(waitingLeads.nextLook(DispatchLeadsProcess.pool(execution)));
    }

    private static void require(String what, String expected) {
        if (!what.equals(expected)) {
            throw new IllegalArgumentException("There is no time '" + what + "' of leads; expected '" + expected + "'");
        }
    }
}
