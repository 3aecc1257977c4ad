package io.baton.team.urgent;

import io.baton.engine.FormContext;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows whoever takes an urgent matter what it is, who raised it, and why it is theirs. */
@Component
class UrgentMatterFormContext implements FormContext {

    @Override
    public Set<String> variables() {
        return Set.of(UrgentMatterProcess.TAKER.name());
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        String matter = UrgentMatterProcess.RAISED_MATTER.from(variables);
        return matter == null
                ? Map.of()
                : Map.of(
                        "matterText", FormContext.literally(matter),
                        "raisedByName", FormContext.literally(UrgentMatterProcess.RAISED_BY.require(variables)),
                        "whyYouLine", FormContext.literally(UrgentMatterProcess.WHY_YOU.require(variables)));
    }
}
