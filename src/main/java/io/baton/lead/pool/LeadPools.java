package io.baton.lead.pool;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewHere;
import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.customer.WorkEnded;
import io.baton.engine.DecisionTrail.Decided;
import io.baton.engine.People;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves leads between their pools and people: routed when they arrive, claimed or assigned, given back, taken back. A lead
 * is in its pool while a team owns it in the stage New lead. Locks: customer, then pool, then people; whoever looks through a
 * whole pool locks it first, and passes over the customers whom somebody else holds.
 */
@Service
@Transactional
public class LeadPools implements WorkEnded {

    /** Where the routing table gives no priority. */
    private static final int MIDDLE_PRIORITY = 50;

    private final LeadRows leads;
    private final Pools pools;
    private final FreeHands hands;
    private final Assignments assignments;
    private final DispatchLeadsProcess dispatch;
    private final CustomerRecord record;
    private final People people;
    private final Clock clock;
    private final NewHere newHere;
    private final LeadStageProcess stage;

    LeadPools(
            LeadRows leads,
            Pools pools,
            FreeHands hands,
            Assignments assignments,
            DispatchLeadsProcess dispatch,
            CustomerRecord record,
            People people,
            Clock clock,
            NewHere newHere,
            LeadStageProcess stage) {
        this.stage = stage;
        this.leads = leads;
        this.pools = pools;
        this.hands = hands;
        this.assignments = assignments;
        this.dispatch = dispatch;
        this.record = record;
        this.people = people;
        this.clock = clock;
        this.newHere = newHere;
    }

    /**
     * Where a lead went.
     *
     * @param team whose people serve the pool
     * @param owner who has it: the team while it waits, or the person to whom it was assigned
     * @param priority how early its turn comes
     */
    public record Routed(String team, Party owner, int priority) {}

    /**
     * A lead arrived: it goes to the pool that the table named and, where the pool assigns, to a person with a hand free.
     *
     * @param route what {@code route-lead.dmn} decided
     * @param validity what {@code lead-validity.dmn} decided; null where a diagram does not ask it
     * @throws IllegalStateException where a table names no pool or one that does not exist; says what to do
     */
    public Routed route(String number, Decided route, @Nullable Decided validity, String by) {
        Object named = route.outputs().get("pool");
        if (named == null) {
            throw new IllegalStateException("The table route-lead has no row that names a pool for " + number
                    + "; add one and deploy the table");
        }
        Pool pool = pools.of(named.toString());
        int priority = route.outputs().get("priority") instanceof Number given ? given.intValue() : MIDDLE_PRIORITY;
        String valid = validity == null ? "" : String.valueOf(validity.outputs().getOrDefault("validity", ""));
        Instant now = clock.instant();
        Optional<Lead> before =
                newHere.contains(number) ? Optional.empty() : leads.findById(CustomerNumber.idOf(number));
        before.ifPresent(lead -> lead.routed(pool, priority, valid, now));
        Lead lead = before.orElseGet(() -> leads.save(new Lead(number, pool, priority, valid, now)));

        Map<String, Object> why = new LinkedHashMap<>(route.facts());
        why.put("pool", pool.id());
        why.put("priority", priority);
        if (validity != null) {
            why.put("validity", validity.facts());
        }
        record.routed(
                number,
                by,
                "Routed to the pool " + pool.label() + (route.why().isEmpty() ? "." : ": " + route.why() + "."),
                why);
        Party has = record.facts(number).owner();
        if (has.isPerson()) {
            // Whoever brought it along, such as from the team's spreadsheet, goes on with it.
            assignments.add(number, pool, has.id(), "assigned", now);
            lead.taken(now);
            return new Routed(pool.team(), has, priority);
        }
        record.assign(number, Party.team(pool.team()), by);
        if (pool.assigns()) {
            hold(pool);
            if (!assign(number, lead, pool, by)) {
                dispatch.beginUnlessWaiting(pool.id());
            }
        }
        return new Routed(pool.team(), record.facts(number).owner(), priority);
    }

    /**
     * Of many leads that arrive in one transaction each may need another pool: then all that assign are held at once, in one
     * order, so that no two transactions wait for each other.
     */
    private void hold(Pool pool) {
        if (newHere.areMany()) {
            pools.all().stream().filter(Pool::assigns).map(Pool::id).sorted().forEach(assignments::lockPool);
        } else {
            assignments.lockPool(pool.id());
        }
    }

    /** Gives the lead to whoever comes next and has a hand free; the pool is locked already. */
    boolean assign(String number, Lead lead, Pool pool, String by) {
        Optional<String> person = hands.next(pool, record.facts(number));
        person.ifPresent(next -> {
            assignments.add(number, pool, next, "assigned", clock.instant());
            lead.taken(clock.instant());
            record.assign(number, Party.person(next), by);
        });
        return person.isPresent();
    }

    /**
     * Somebody takes a lead out of its pool; from now on it is theirs.
     *
     * @return whether it was taken: not where it is no lead of a pool, has an owner already, or the person is not of the
     *     pool's team, such as a manager who takes over
     * @throws Refusal where the pool's rules do not let the person have it now; says why
     */
    public boolean claim(String number, String person) {
        return take(number, person, "claimed", person, hands::requireFree);
    }

    /**
     * Somebody who may, such as a manager, gives a lead that waits to a person of the pool's team; from now on it is
     * theirs, whatever the limits of the pool.
     *
     * @param by who decided it
     * @return whether it was taken: not where it is no lead of a pool, has an owner already, or the person is not of the
     *     pool's team
     */
    public boolean give(String number, String person, String by) {
        return take(number, person, "given", by, (pool, lead, whoever) -> true);
    }

    /** Whether nobody has a lead now; asked for each task that is opened, so nothing is held. */
    public boolean isFree(String number) {
        return !record.facts(number).owner().isPerson();
    }

    /** A claim of whoever has reached a lead already: where the pool's rules do not let them have it, it stays where it is. */
    public boolean takeIfFree(String number, String person) {
        return take(number, person, "claimed", person, hands::isFree);
    }

    private boolean take(String number, String person, String how, String by, Rules rules) {
        CustomerFacts customer = record.lock(number);
        Lead lead = leads.findById(CustomerNumber.idOf(number)).orElse(null);
        if (lead == null
                || customer.stage() != Stage.NEW_LEAD
                || customer.owner().isPerson()) {
            return false;
        }
        Pool pool = poolOf(lead, customer);
        if (!people.wears(person, pool.team()) || !rules.let(pool, customer, person)) {
            return false;
        }
        assignments.add(number, pool, person, how, clock.instant());
        lead.taken(clock.instant());
        record.assign(number, Party.person(person), by);
        return true;
    }

    /** Whether a pool lets somebody have a lead. */
    private interface Rules {
        boolean let(Pool pool, CustomerFacts lead, String person);
    }

    /**
     * Whoever has a lead gives it back to its pool.
     *
     * @return whether it went back: not where it is no lead of a pool, or not theirs
     */
    public boolean giveBack(String number, String person) {
        CustomerFacts customer = record.lock(number);
        Lead lead = leads.findById(CustomerNumber.idOf(number)).orElse(null);
        if (lead == null
                || customer.stage() != Stage.NEW_LEAD
                || !customer.owner().equals(Party.person(person))
                || !lead.isTaken()) {
            return false;
        }
        Pool pool = poolOf(lead, customer);
        lead.taken(null);
        record.assign(number, Party.team(pool.team()), person);
        handsMayBeFree(pool);
        return true;
    }

    /** A lead left somebody's hands: qualified, lost or closed. */
    public void left(String number) {
        leads.findById(CustomerNumber.idOf(number))
                .flatMap(lead -> pools.find(lead.pool()))
                .ifPresent(this::handsMayBeFree);
    }

    /** The rules of the pool that a lead is in; where the table has lost it, none but that its team goes on serving it. */
    Pool poolOf(Lead lead, CustomerFacts customer) {
        return pools.find(lead.pool())
                .or(() -> teamOf(customer).map(team -> Pool.withoutRow(lead.pool(), team)))
                .orElseGet(() -> pools.of(lead.pool()));
    }

    private Optional<String> teamOf(CustomerFacts lead) {
        return lead.owner().isPerson()
                ? stage.team(lead.number())
                : Optional.of(lead.owner().id());
    }

    @Override
    public void ended(String number) {
        left(number);
    }

    void handsMayBeFree(Pool pool) {
        if (pool.assigns() && assignments.anyWaits(pool)) {
            dispatch.begin(pool.id());
        }
    }
}
