package io.baton.lead;

import io.baton.customer.CustomerRecord;
import io.baton.engine.FormContext;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Offers the playbooks in the forms that may correct one, and proposes the one that was chosen for the lead. */
@Component
class LeadFormContext implements FormContext {

    private final Playbooks playbooks;
    private final CustomerRecord record;

    LeadFormContext(Playbooks playbooks, CustomerRecord record) {
        this.playbooks = playbooks;
        this.record = record;
    }

    @Override
    public Set<String> lists() {
        return Set.of("playbooks");
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return LeadQualificationProcess.TEAM.from(variables) == null
                ? Map.of()
                : Map.of(
                        "playbooks", playbooks.options(),
                        "playbook", record.facts(businessKey).playbook());
    }
}
