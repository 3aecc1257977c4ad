package io.baton.lead;

import io.baton.engine.FormContext;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Offers the playbooks in the forms that may correct one. */
@Component
class LeadFormContext implements FormContext {

    private final Playbooks playbooks;

    LeadFormContext(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    @Override
    public Set<String> lists() {
        return Set.of("playbooks");
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return LeadQualificationProcess.TEAM.from(variables) == null
                ? Map.of()
                : Map.of("playbooks", playbooks.options());
    }
}
