package io.baton.lead.pool;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.deadline.BusinessTime;
import io.baton.deadline.OpenDeadlines;
import io.baton.deadline.Window;
import io.baton.engine.Decisions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks after leads that nobody reaches, by {@code recycle-lead.dmn}: reminds, takes back, closes. Idle is counted from the
 * last real touch; for reminding and taking back from when the owner took the lead, where that was later.
 */
@Service
@Transactional
class IdleLeads {

    private static final String TABLE = "recycle-lead";
    private static final String NO_RESPONSE = "no-response";

    private final LeadRows leads;
    private final LeadPools leadPools;
    private final Assignments assignments;
    private final LeadStageProcess stage;
    private final Decisions decisions;
    private final BusinessTime businessTime;
    private final OpenDeadlines deadlines;
    private final CustomerRecord record;
    private final Clock clock;

    IdleLeads(
            LeadRows leads,
            LeadPools leadPools,
            Assignments assignments,
            LeadStageProcess stage,
            Decisions decisions,
            BusinessTime businessTime,
            OpenDeadlines deadlines,
            CustomerRecord record,
            Clock clock) {
        this.leads = leads;
        this.leadPools = leadPools;
        this.assignments = assignments;
        this.stage = stage;
        this.decisions = decisions;
        this.businessTime = businessTime;
        this.deadlines = deadlines;
        this.record = record;
        this.clock = clock;
    }

    /** What may happen to an idle lead; the later ones weigh more. */
    private enum Action {
        REMIND("remind"),
        TAKE_BACK("take-back"),
        CLOSE("close");

        private final String id;

        Action(String id) {
            this.id = id;
        }

        static Action of(String id) {
            return Arrays.stream(values())
                    .filter(action -> action.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the action '" + id + "' is none of "
                            + Arrays.stream(values()).map(action -> action.id).collect(Collectors.joining(", "))));
        }
    }

    /** After which idle time what happens. */
    private record Rule(Window idle, Action action) {}

    /** Something that is to happen at a moment. */
    private record Planned(Instant at, Rule rule) {}

    /**
     * When something happens next to a lead that nobody reaches.
     *
     * @throws IllegalStateException where the lead was not routed, or the table cannot be used; says what to do
     */
    @Transactional(readOnly = true)
    Instant next(String number) {
        Lead lead = find(number);
        CustomerFacts customer = record.facts(number);
        Instant now = clock.instant();
        List<Planned> planned = planned(lead, customer);
        Rule last = planned.get(planned.size() - 1).rule();
        // Whoever takes the lead, or gives it back, changes the plan: it is looked at again before the next plan can be
        // late.
        Stream<Instant> soon =
                planned.stream().map(plan -> businessTime.after(now, plan.rule().idle(), customer));
        // All of it is done or due: what comes last comes again.
        Stream<Instant> again = Stream.of(businessTime.after(lead.idleDone(), last.idle(), customer));
        return Stream.of(planned.stream().map(Planned::at), again, soon)
                .flatMap(moments -> moments)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * The time of something has come: does what is due and was not done yet, the weightiest of it.
     *
     * @return what happened: {@code closed}, {@code taken-back}, {@code reminded}, or {@code waits} where nothing was due
     */
    String comeDue(String number, String by) {
        CustomerFacts customer = record.lock(number);
        Lead lead = find(number);
        Instant now = clock.instant();
        List<Planned> planned = planned(lead, customer);
        Rule last = planned.get(planned.size() - 1).rule();
        Instant again = businessTime.after(lead.idleDone(), last.idle(), customer);
        boolean allDone = planned.stream().allMatch(plan -> !plan.at().isAfter(lead.idleDone()));
        Rule due = planned.stream()
                .filter(plan -> plan.at().isAfter(lead.idleDone()) && !plan.at().isAfter(now))
                .map(Planned::rule)
                .max(Comparator.comparing(Rule::action))
                .orElse(allDone && !again.isAfter(now) ? last : null);
        if (due == null) {
            return "waits";
        }
        lead.idleHandled(now);
        return switch (due.action()) {
            case REMIND -> remind(customer, lead, due, by);
            case TAKE_BACK ->
                customer.owner().isPerson() && lead.isTaken()
                        ? takeBack(customer, lead, due, by)
                        : remind(customer, lead, due, by);
            case CLOSE -> close(customer, lead, due, by);
        };
    }

    private String remind(CustomerFacts customer, Lead lead, Rule rule, String by) {
        record.reminded(
                customer.number(),
                by,
                "Nobody has reached %s for %s."
                        .formatted(customer.company(), rule.idle().words()),
                facts(lead, rule));
        return "reminded";
    }

    private String takeBack(CustomerFacts customer, Lead lead, Rule rule, String by) {
        String number = customer.number();
        Pool pool = leadPools.poolOf(lead, customer);
        String person = customer.owner().id();
        assignments.takenBack(number, clock.instant());
        lead.takenBack();
        Map<String, Object> facts = facts(lead, rule);
        facts.put("from", person);
        facts.put("times", lead.recycled());
        record.recycled(
                number,
                by,
                "Taken back from %s into the pool %s: not reached for %s."
                        .formatted(person, pool.label(), rule.idle().words()),
                facts);
        record.assign(number, Party.team(pool.team()), by);
        if (pool.assigns()) {
            assignments.lockPool(pool.id());
            leadPools.assign(number, lead, pool, by);
        }
        stage.giveTo(number, record.facts(number).owner());
        // Whoever gets it has the whole window for it; what the former owner missed stays missed.
        stage.open(number).forEach(task -> deadlines.beginAnew(task, by));
        leadPools.handsMayBeFree(pool);
        return "taken-back";
    }

    private String close(CustomerFacts customer, Lead lead, Rule rule, String by) {
        record.outcome(
                customer.number(),
                by,
                "Closed: nobody has reached %s for %s."
                        .formatted(customer.company(), rule.idle().words()),
                facts(lead, rule),
                null);
        record.leave(customer.number(), by, NO_RESPONSE, null);
        leadPools.left(customer.number());
        return "closed";
    }

    private static Map<String, Object> facts(Lead lead, Rule rule) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event", rule.action().id);
        facts.put("pool", lead.pool());
        facts.put("idle", rule.idle().words());
        facts.put("silentSince", lead.silentSince().toString());
        return facts;
    }

    private List<Planned> planned(Lead lead, CustomerFacts customer) {
        return rules(lead, customer).stream()
                .map(rule -> new Planned(
                        businessTime.after(
                                rule.action() == Action.CLOSE ? lead.silentSince() : lead.idleSince(),
                                rule.idle(),
                                customer),
                        rule))
                .sorted(Comparator.comparing(Planned::at))
                .toList();
    }

    private List<Rule> rules(Lead lead, CustomerFacts customer) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("pool", lead.pool());
        inputs.put("valueTier", customer.valueTier());
        inputs.put("product", customer.product());
        List<Map<String, Object>> rows = decisions.rows(TABLE, inputs);
        if (rows.isEmpty()) {
            throw new IllegalStateException("The table " + TABLE + " has no row for the pool '" + lead.pool()
                    + "'; add one that at least reminds, and deploy the table");
        }
        return rows.stream().map(IdleLeads::rule).toList();
    }

    private static Rule rule(Map<String, Object> row) {
        try {
            return new Rule(
                    Pool.length("idle", String.valueOf(row.get("idle"))), Action.of(String.valueOf(row.get("action"))));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The table %s is wrong in a row: %s. Correct it and deploy the table"
                            .formatted(TABLE, e.getMessage()),
                    e);
        }
    }

    private Lead find(String number) {
        return leads.findById(CustomerNumber.idOf(number))
                .orElseThrow(
                        () -> new IllegalStateException(
                                number
                                        + " was never routed to a pool; draw the step 'Assign lead owner' before the lead is worked on"));
    }
}
