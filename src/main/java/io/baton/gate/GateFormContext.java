package io.baton.gate;

import io.baton.customer.CustomerNumber;
import io.baton.engine.FormContext;
import io.baton.gate.GateView.Criterion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows in every task's form what is still needed before the stage can be left. */
@Component
class GateFormContext implements FormContext {

    private final Gate gate;

    GateFormContext(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return CustomerNumber.isOne(businessKey)
                ? Map.of("gateLines", lines(gate.of(businessKey).criteria()))
                : Map.of();
    }

    private static String lines(List<Criterion> criteria) {
        return criteria.isEmpty() ? "" : "Needed before this stage can end:\n\n" + checklist(criteria);
    }

    private static String checklist(List<Criterion> criteria) {
        return criteria.stream()
                .map(it -> (it.met() ? "- ✓ " : "- ☐ ")
                        + FormContext.literally(it.label())
                        + (it.met() && it.by() != null ? " (" + FormContext.literally(it.by()) + ")" : ""))
                .collect(Collectors.joining("\n"));
    }
}
