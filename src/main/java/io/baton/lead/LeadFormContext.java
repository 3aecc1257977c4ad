package io.baton.lead;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Playbooks;
import io.baton.customer.Stage;
import io.baton.customer.StageProcess;
import io.baton.engine.FormContext;
import io.baton.engine.ProcessVariable;
import io.baton.lead.pool.Touches;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Offers the playbooks in the forms that may correct one, and shows what is known of the lead. */
@Component
class LeadFormContext implements FormContext {

    private final Playbooks playbooks;
    private final Touches touches;
    private final CustomerRecord record;

    LeadFormContext(Playbooks playbooks, Touches touches, CustomerRecord record) {
        this.playbooks = playbooks;
        this.touches = touches;
        this.record = record;
    }

    @Override
    public Set<String> lists() {
        return Set.of("playbooks", "touchKinds");
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        if (!Stage.NEW_LEAD.id().equals(StageProcess.STAGE.from(variables))) {
            return Map.of();
        }
        CustomerFacts customer = record.facts(businessKey);
        Map<String, Object> context = new HashMap<>();
        context.put("playbooks", playbooks.options());
        context.put("playbook", customer.playbook());
        context.put("touchKinds", touches.kinds());
        putIfKnown(context, LeadQualificationProcess.WANTED_PRODUCT, customer.product());
        putIfKnown(context, LeadQualificationProcess.WANTED_TIMELINE, customer.timeline());
        if (customer.budget() != null) {
            context.put(
                    LeadQualificationProcess.WANTED_BUDGET.name(),
                    customer.budget().toPlainString());
            putIfKnown(context, LeadQualificationProcess.WANTED_CURRENCY, customer.budgetCurrency());
        }
        return context;
    }

    private static void putIfKnown(Map<String, Object> context, ProcessVariable<String> field, @Nullable String value) {
        if (value != null) {
            context.put(field.name(), value);
        }
    }
}
