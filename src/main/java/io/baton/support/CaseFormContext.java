package io.baton.support;

import io.baton.engine.FormContext;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows what the customer reported, how bad it is and what they heard last. */
@Component
class CaseFormContext implements FormContext {

    private final CustomerSupport support;

    CaseFormContext(CustomerSupport support) {
        this.support = support;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        String number = SupportCaseProcess.NUMBER.from(variables);
        if (number == null) {
            return Map.of();
        }
        CaseView it = support.one(number);
        return Map.of(
                "caseLine",
                FormContext.literally("%s (%s): %s".formatted(it.number(), it.severity(), it.summary())),
                "caseUpdate",
                it.lastUpdateText() == null ? "Nothing yet." : FormContext.literally(it.lastUpdateText()),
                "assessedSeverity",
                it.severity());
    }
}
