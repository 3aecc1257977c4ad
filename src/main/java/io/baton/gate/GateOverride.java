package io.baton.gate;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerSight;
import io.baton.customer.Stage;
import io.baton.gate.GateView.Criterion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way past a closed gate: somebody who works on the customer asks, a manager decides with a reason, and both stand
 * in the journal. It holds for the customer's present stay in the stage, whatever is missing by then. A manager may decide
 * what they asked for themselves, since a small team may have no other; the entry names both.
 */
@Service
@Transactional
class GateOverride {

    private final Gate gate;
    private final Overrides overrides;
    private final StageEnd stageEnd;
    private final Custody custody;
    private final CustomerRecord record;
    private final Clock clock;
    private final CustomerSight sight;

    GateOverride(
            Gate gate,
            Overrides overrides,
            StageEnd stageEnd,
            Custody custody,
            CustomerRecord record,
            Clock clock,
            CustomerSight sight) {
        this.sight = sight;
        this.gate = gate;
        this.overrides = overrides;
        this.stageEnd = stageEnd;
        this.custody = custody;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Somebody asks that a customer may leave its stage though something is missing.
     *
     * @throws Refusal where the number is nobody's, the acting person does not answer for the customer, nothing is missing,
     *     or no reason is given
     */
    CustomerFacts asked(@Nullable String number, @Nullable String reason, String by) {
        String asked = Texts.required("Customer", number, Texts.SHORT);
        sight.requireWriting(asked);
        CustomerFacts customer = record.lock(asked);
        String why = Texts.required("Reason", reason, Texts.LONG);
        custody.requireHand(customer, "An override for " + customer.number() + " is asked for");
        List<Criterion> missing = gate.missing(customer);
        if (missing.isEmpty()) {
            throw Refusal.conflict("Nothing is missing for %s to leave %s: no override is needed."
                    .formatted(customer.number(), customer.stage().label()));
        }
        record.override(
                customer.number(),
                by,
                "Override asked for, to leave %s without: %s. Reason: %s"
                        .formatted(customer.stage().label(), labels(missing), why),
                data("requested", customer.stage(), missing, why, by));
        return customer;
    }

    /**
     * What was asked for.
     *
     * @param stage the stage that the customer was to leave
     * @param since when the customer entered it
     * @param by who asked
     */
    record Request(Stage stage, Instant since, String by) {}

    /**
     * A manager decided. Where the customer left the stage in the meantime, or nothing is missing any more, nothing is left
     * to decide.
     *
     * @param decision {@code granted} or {@code declined}
     * @throws Refusal where the decision or its reason is missing
     */
    void decided(String number, Request request, @Nullable String decision, @Nullable String reason, String by) {
        CustomerFacts customer = record.lock(number);
        Stage stage = request.stage();
        List<Criterion> missing = gate.missing(customer);
        if (customer.stage() != stage || !customer.stageSince().equals(request.since()) || missing.isEmpty()) {
            record.override(
                    number,
                    by,
                    "Override for %s not needed any more.".formatted(stage.label()),
                    data("obsolete", stage, List.of(), null, request.by()));
            return;
        }
        if (!"granted".equals(decision) && !"declined".equals(decision)) {
            throw Refusal.because("Choose whether the customer may move on or not.");
        }
        String why = Texts.required("Reason", reason, Texts.LONG);
        if ("declined".equals(decision)) {
            record.override(
                    number,
                    by,
                    "Override for %s declined. Reason: %s".formatted(stage.label(), why),
                    data("declined", stage, missing, why, request.by()));
            return;
        }
        overrides.save(new StageOverride(customer, clock.instant(), by, why));
        record.override(
                number,
                by,
                "Override granted, to leave %s without: %s. Reason: %s".formatted(stage.label(), labels(missing), why),
                data("granted", stage, missing, why, request.by()));
        stageEnd.factsChanged(number);
    }

    private static String labels(List<Criterion> missing) {
        return missing.stream().map(Criterion::label).collect(Collectors.joining("; "));
    }

    private static Map<String, Object> data(
            String event, Stage stage, List<Criterion> missing, @Nullable String reason, String askedBy) {
        return Map.of(
                "event",
                event,
                "stage",
                stage.id(),
                "missing",
                missing.stream().map(Criterion::criterion).toList(),
                "reason",
                reason == null ? "" : reason,
                "askedBy",
                askedBy);
    }
}
