package io.baton.gate;

import io.baton.api.Refusal;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewHere;
import io.baton.customer.Stage;
import io.baton.customer.StageExit;
import io.baton.engine.Decisions;
import io.baton.gate.FactsOnFile.Fact;
import io.baton.gate.GateView.Criterion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares what is on file with what {@code exit-criteria.dmn} asks of a stage. */
@Component
public class Gate implements StageExit {

    private static final String TABLE = "exit-criteria";
    private static final String EVIDENCE = "evidence";

    private final Decisions decisions;
    private final EvidenceKeys keys;
    private final FactsOnFile onFile;
    private final Overrides overrides;
    private final Custody custody;
    private final CustomerRecord record;
    private final SkippedStages skipped;
    private final NewHere newHere;

    Gate(
            Decisions decisions,
            EvidenceKeys keys,
            FactsOnFile onFile,
            Overrides overrides,
            Custody custody,
            CustomerRecord record,
            SkippedStages skipped,
            NewHere newHere) {
        this.decisions = decisions;
        this.keys = keys;
        this.onFile = onFile;
        this.overrides = overrides;
        this.custody = custody;
        this.record = record;
        this.skipped = skipped;
        this.newHere = newHere;
    }

    @Override
    public void requireMet(CustomerFacts customer) {
        List<Criterion> missing = missing(customer);
        if (!missing.isEmpty() && override(customer).isEmpty()) {
            throw Refusal.closedGate(
                    "Cannot leave " + customer.stage().label() + ": "
                            + missing.stream().map(Criterion::missing).collect(Collectors.joining("; ")) + ".",
                    missing.stream()
                            .map(it -> new Refusal.Missing(it.criterion(), it.label()))
                            .toList());
        }
    }

    /** What the customer's stage asks for and is not on file. */
    List<Criterion> missing(CustomerFacts customer) {
        return criteria(customer).stream().filter(criterion -> !criterion.met()).toList();
    }

    /** Whether everything that the customer's stage asks for is on file or was waived. */
    boolean isOpen(CustomerFacts customer) {
        return missing(customer).isEmpty() || override(customer).isPresent();
    }

    private Optional<OverrideView> override(CustomerFacts customer) {
        return newHere.contains(customer.number()) ? Optional.empty() : overrides.inForce(customer);
    }

    /** Whether the customer's stage asks for anything at all. */
    boolean asksForAnything(CustomerFacts customer) {
        return !rows(customer).isEmpty();
    }

    /** What the customer's stage asks for that a person can say in a form: what is on the record is changed there. */
    List<EvidenceKey> asked(String number) {
        Map<String, EvidenceKey> known = keys.all();
        return of(number).criteria().stream()
                .map(criterion -> known.get(criterion.criterion()))
                .filter(key -> key.kind() != EvidenceKey.Kind.RECORD)
                .toList();
    }

    /** What is met and what is missing. */
    @Transactional(readOnly = true)
    GateView of(String number) {
        CustomerFacts customer = record.facts(number);
        return of(customer, stillMissing(customer, skipped.of(customer)));
    }

    /** What the stages that were skipped ask for and does not hold, each by the same rule as in its own stage. */
    private List<GateView.Skipped> stillMissing(CustomerFacts customer, List<GateView.Skipped> skippedCriteria) {
        Map<String, EvidenceKey> known = keys.all();
        List<EvidenceKey> asked = skippedCriteria.stream()
                .map(it -> known.get(it.criterion()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Fact> facts = asked.isEmpty() ? Map.of() : facts(CustomerNumber.idOf(customer.number()), asked);
        return skippedCriteria.stream()
                .filter(it -> !known.containsKey(it.criterion())
                        || !criterion(
                                        rowOf(customer.playbook(), it),
                                        known.get(it.criterion()),
                                        facts.get(it.criterion()))
                                .met())
                .toList();
    }

    /** The row that asks for it now; where none does any more, one that asks for no more than the fact. */
    private Map<String, Object> rowOf(String playbook, GateView.Skipped skippedCriterion) {
        return rows(playbook, Stage.of(skippedCriterion.stage())).stream()
                .filter(row -> skippedCriterion.criterion().equals(row.get(EVIDENCE)))
                .findFirst()
                .orElse(Map.of());
    }

    /** What is met and what is missing for a customer as it is, or as it would be. */
    GateView of(CustomerFacts customer) {
        return of(customer, List.of());
    }

    private GateView of(CustomerFacts customer, List<GateView.Skipped> missingFromImport) {
        List<Criterion> criteria = criteria(customer);
        boolean met = criteria.stream().allMatch(Criterion::met);
        Optional<OverrideView> override = met ? Optional.empty() : override(customer);
        return new GateView(
                customer.stage().id(),
                custody.of(customer).trigger() == Custody.Trigger.AUTOMATIC ? "automatic" : "manual",
                met || override.isPresent(),
                criteria,
                override.orElse(null),
                missingFromImport);
    }

    private List<Criterion> criteria(CustomerFacts customer) {
        List<Map<String, Object>> rows = rows(customer);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, EvidenceKey> known = keys.all();
        Map<String, Fact> facts = facts(
                CustomerNumber.idOf(customer.number()),
                rows.stream().map(row -> key(row, known)).toList());
        return rows.stream()
                .map(row -> criterion(row, key(row, known), facts.get((String) row.get(EVIDENCE))))
                .toList();
    }

    private Map<String, Fact> facts(long customer, List<EvidenceKey> asked) {
        List<String> said = asked.stream()
                .filter(key -> key.kind() != EvidenceKey.Kind.RECORD)
                .map(EvidenceKey::key)
                .toList();
        Map<String, Fact> facts = said.isEmpty() ? new HashMap<>() : new HashMap<>(onFile.of(customer, said));
        if (said.size() < asked.size()) {
            facts.putAll(onFile.record(customer));
        }
        return facts;
    }

    private static EvidenceKey key(Map<String, Object> row, Map<String, EvidenceKey> known) {
        EvidenceKey key = known.get((String) row.get(EVIDENCE));
        if (key == null) {
            throw new IllegalStateException(
                    "The table exit-criteria asks for '" + row.get(EVIDENCE) + "', which evidence-keys does not list");
        }
        return key;
    }

    private List<Map<String, Object>> rows(CustomerFacts customer) {
        return rows(customer.playbook(), customer.stage());
    }

    private List<Map<String, Object>> rows(String playbook, Stage stage) {
        if (!custody.uses(playbook, stage)) {
            return List.of();
        }
        Map<String, Object> asked = Map.of("playbook", playbook, "stage", stage.id());
        return decisions.rows(TABLE, asked).stream()
                .flatMap(row -> listed(row).stream())
                .toList();
    }

    /** A row that names a checklist asks for everything on it. */
    private List<Map<String, Object>> listed(Map<String, Object> row) {
        String checklist = (String) row.get("checklist");
        return checklist == null ? List.of(row) : decisions.rows("checklists", Map.of("checklist", checklist));
    }

    private static Criterion criterion(Map<String, Object> row, EvidenceKey key, @Nullable Fact fact) {
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
