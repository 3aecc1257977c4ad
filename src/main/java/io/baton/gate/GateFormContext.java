package io.baton.gate;

import io.baton.customer.CustomerNumber;
import io.baton.customer.Stage;
import io.baton.engine.FormContext;
import io.baton.gate.GateView.Criterion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Shows in every task's form what is still needed before the stage can be left, and asks for what can be confirmed there. */
@Component
class GateFormContext implements FormContext {

    private final Gate gate;
    private final EvidenceKeys keys;

    GateFormContext(Gate gate, EvidenceKeys keys) {
        this.gate = gate;
        this.keys = keys;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        if (!CustomerNumber.isOne(businessKey)) {
            return Map.of();
        }
        GateView view = gate.of(businessKey);
        List<Criterion> criteria = view.criteria();
        Map<String, Object> context = new HashMap<>();
        context.put("gateLines", lines(criteria) + missing(view.missingFromImport()));
        for (EvidenceKey key : keys.all().values()) {
            context.put(
                    "asks" + StringUtils.capitalize(key.field()),
                    criteria.stream().anyMatch(it -> it.criterion().equals(key.key()) && !it.met()));
        }
        return context;
    }

    private static String lines(List<Criterion> criteria) {
        return criteria.isEmpty() ? "" : "Needed before this stage can end:\n\n" + checklist(criteria);
    }

    private static String missing(List<GateView.Skipped> skipped) {
        return skipped.isEmpty()
                ? ""
                : "\n\nMissing from the import, to be put on file when it is known:\n\n"
                        + skipped.stream()
                                .map(it -> "☐ " + FormContext.literally(it.label()) + " ("
                                        + Stage.of(it.stage()).label() + ")")
                                .collect(Collectors.joining("  \n"));
    }

    private static String checklist(List<Criterion> criteria) {
        return criteria.stream()
                .map(it -> (it.met() ? "✓ " : "☐ ")
                        + FormContext.literally(it.label())
                        + (it.met() && it.by() != null ? " (" + FormContext.literally(it.by()) + ")" : ""))
                .collect(Collectors.joining("  \n"));
    }
}
