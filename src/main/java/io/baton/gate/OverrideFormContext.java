package io.baton.gate;

import io.baton.engine.FormContext;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows the manager who asked for the override, and why. */
@Component
class OverrideFormContext implements FormContext {

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        String askedBy = GateOverrideProcess.ASKED_BY.from(variables);
        String askedWhy = GateOverrideProcess.ASKED_WHY.from(variables);
        return askedBy == null || askedWhy == null
                ? Map.of()
                : Map.of(
                        "askedByName", FormContext.literally(askedBy),
                        "askedWhyText", FormContext.literally(askedWhy));
    }
}
