package io.baton.gate;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.StageExit;
import io.baton.engine.Decisions;
import io.baton.gate.FactsOnFile.Fact;
import io.baton.gate.GateView.Criterion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares what is on file with what {@code exit-criteria.dmn} asks of a stage. */
@Component
public class Gate implements StageExit {

    private static final String TABLE = "exit-criteria";

    private final Decisions decisions;
    private final EvidenceKeys keys;
    private final FactsOnFile onFile;
    private final Custody custody;
    private final CustomerRecord record;

    Gate(Decisions decisions, EvidenceKeys keys, FactsOnFile onFile, Custody custody, CustomerRecord record) {
        this.decisions = decisions;
        this.keys = keys;
        this.onFile = onFile;
        this.custody = custody;
        this.record = record;
    }

    @Override
    public void requireMet(CustomerFacts customer) {
        List<Criterion> missing = criteria(customer).stream()
                .filter(criterion -> !criterion.met())
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.closedGate(
                    "Cannot leave " + customer.stage().label() + ": "
                            + missing.stream().map(Criterion::missing).collect(Collectors.joining("; ")) + ".",
                    missing.stream()
                            .map(it -> new Refusal.Missing(it.criterion(), it.label()))
                            .toList());
        }
    }

    /** Whether the stage asks for anything, and all of it is on file. */
    boolean isMet(CustomerFacts customer) {
        List<Criterion> criteria = criteria(customer);
        return !criteria.isEmpty() && criteria.stream().allMatch(Criterion::met);
    }

    /** Which facts the customer's stage asks for that are said and not counted. */
    List<EvidenceKey> asked(String number) {
        Map<String, EvidenceKey> known = keys.all();
        return of(number).criteria().stream()
                .map(criterion -> known.get(criterion.criterion()))
                .filter(key -> key.kind() != EvidenceKey.Kind.COUNT)
                .toList();
    }

    /** What is met and what is missing. */
    @Transactional(readOnly = true)
    GateView of(String number) {
        CustomerFacts customer = record.facts(number);
        List<Criterion> criteria = criteria(customer);
        return new GateView(
                customer.stage().id(),
                custody.trigger(customer).name().toLowerCase(Locale.ROOT),
                criteria.stream().allMatch(Criterion::met),
                criteria);
    }

    private List<Criterion> criteria(CustomerFacts customer) {
        List<Map<String, Object>> rows = decisions.rows(
                TABLE,
                Map.of(
                        "playbook",
                        customer.playbook(),
                        "stage",
                        customer.stage().id()));
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, EvidenceKey> known = keys.all();
        Map<String, Fact> facts = onFile.of(
                CustomerNumber.idOf(customer.number()),
                rows.stream().map(row -> (String) row.get("evidence")).toList());
        return rows.stream()
                .map(row -> criterion(row, known, facts.get((String) row.get("evidence"))))
                .toList();
    }

    private static Criterion criterion(Map<String, Object> row, Map<String, EvidenceKey> known, @Nullable Fact fact) {
        EvidenceKey key = known.get((String) row.get("evidence"));
        if (key == null) {
            throw new IllegalStateException("The table exit-criteria asks for '" + row.get("evidence")
                    + "', which evidence-keys does not list");
        }
        boolean needsDocument = Boolean.TRUE.equals(row.get("document"));
        if (key.kind() == EvidenceKey.Kind.COUNT) {
            long atLeast = row.get("atLeast") instanceof Number number ? number.longValue() : 1;
            long total = fact == null ? 0 : fact.total();
            String progress = String.format(Locale.ENGLISH, " (%,d of %,d)", total, atLeast);
            return criterion(key, key.label() + progress, total >= atLeast, fact, key.missing() + progress);
        }
        boolean said = fact != null && !"false".equals(fact.value());
        return said && needsDocument && fact.documentUrl() == null
                ? criterion(key, key.label() + ", with its document", false, fact, key.label() + ": document missing")
                : criterion(
                        key,
                        needsDocument ? key.label() + ", with its document" : key.label(),
                        said,
                        fact,
                        key.missing());
    }

    private static Criterion criterion(
            EvidenceKey key, String label, boolean met, @Nullable Fact fact, String missing) {
        return new Criterion(
                key.key(), label, met, fact == null ? null : fact.by(), fact == null ? null : fact.at(), missing);
    }
}
