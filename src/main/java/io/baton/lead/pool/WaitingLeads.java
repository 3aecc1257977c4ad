package io.baton.lead.pool;

import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.deadline.BusinessTime;
import io.baton.engine.Desk;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives leads that wait in a pool to whoever has a hand free, the highest priority first and then the oldest. */
@Service
@Transactional
class WaitingLeads {

    /** A transaction gives away so many and no more; the next one goes on. */
    private static final int AT_ONCE = 50;

    private final Pools pools;
    private final LeadRows leads;
    private final LeadPools leadPools;
    private final Assignments assignments;
    private final CustomerRecord record;
    private final LeadStageProcess stage;
    private final Desk desk;
    private final BusinessTime businessTime;
    private final Clock clock;

    WaitingLeads(
            Pools pools,
            LeadRows leads,
            LeadPools leadPools,
            Assignments assignments,
            CustomerRecord record,
            LeadStageProcess stage,
            Desk desk,
            BusinessTime businessTime,
            Clock clock) {
        this.pools = pools;
        this.leads = leads;
        this.leadPools = leadPools;
        this.assignments = assignments;
        this.record = record;
        this.stage = stage;
        this.desk = desk;
        this.businessTime = businessTime;
        this.clock = clock;
    }

    /** @return whether leads are left that wait */
    boolean dispatch(String id, String by) {
        Pool pool = pools.of(id);
        assignments.lockPool(id);
        if (!pool.assigns()) {
            return false;
        }
        // A lead that somebody claims at this moment is left to them.
        for (String number : assignments.holdWaiting(pool, AT_ONCE)) {
            Lead lead = leads.findById(CustomerNumber.idOf(number)).orElseThrow();
            if (leadPools.assign(number, lead, pool, by)) {
                Party owner = record.facts(number).owner();
                stage.ownedBy(number, owner);
                stage.open(number).forEach(task -> desk.assign(task, owner.id()));
            }
        }
        return assignments.anyWaits(pool);
    }

    /** When it is looked for free hands again. */
    Instant nextLook(String id) {
        return businessTime.after(clock.instant(), pools.of(id).lookAgain());
    }
}
