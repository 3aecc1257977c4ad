package io.baton.lead.pool;

import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.BusinessTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives leads that wait in a pool to whoever has a hand free, the highest priority first and then the oldest. Those that
 * nobody who is free may have again yet hold up none of the others.
 */
@Service
@Transactional
class WaitingLeads {

    /** A transaction gives away so many and no more; the next one goes on. */
    private static final int AT_ONCE = 50;

    private final Pools pools;
    private final LeadRows leads;
    private final LeadPools leadPools;
    private final FreeHands hands;
    private final Assignments assignments;
    private final CustomerRecord record;
    private final LeadStageProcess stage;
    private final BusinessTime businessTime;
    private final Clock clock;

    WaitingLeads(
            Pools pools,
            LeadRows leads,
            LeadPools leadPools,
            FreeHands hands,
            Assignments assignments,
            CustomerRecord record,
            LeadStageProcess stage,
            BusinessTime businessTime,
            Clock clock) {
        this.pools = pools;
        this.leads = leads;
        this.leadPools = leadPools;
        this.hands = hands;
        this.assignments = assignments;
        this.record = record;
        this.stage = stage;
        this.businessTime = businessTime;
        this.clock = clock;
    }

    /**
     * What a look through a pool left.
     *
     * @param leadsWait whether leads are left that wait
     * @param handsFree whether hands may be left that are free, since only so many leads were looked at
     */
    record Left(boolean leadsWait, boolean handsFree) {}

    /** Gives away what can be given away of the leads whose turn is next. */
    Left dispatch(String id, String by) {
        if (pools.isGone(id)) {
            return new Left(false, false);
        }
        Pool pool = pools.of(id);
        assignments.lockPool(id);
        if (!pool.assigns()) {
            return new Left(false, false);
        }
        List<String> free = hands.free(pool);
        if (free.isEmpty()) {
            return new Left(assignments.anyWaits(pool), false);
        }
        // A lead that somebody claims at this moment is left to them.
        List<String> next = assignments.holdWaiting(pool, hands.notYetFor(pool, free), AT_ONCE);
        long given = next.stream().filter(number -> give(number, pool, by)).count();
        return new Left(assignments.anyWaits(pool), next.size() == AT_ONCE && given > 0);
    }

    private boolean give(String number, Pool pool, String by) {
        Lead lead = leads.findById(CustomerNumber.idOf(number)).orElseThrow();
        boolean given = leadPools.assign(number, lead, pool, by);
        if (given) {
            stage.giveTo(number, record.facts(number).owner());
        }
        return given;
    }

    /** When it is looked for free hands again. */
    Instant nextLook(String id) {
        return businessTime.after(clock.instant(), pools.of(id).lookAgain());
    }
}
