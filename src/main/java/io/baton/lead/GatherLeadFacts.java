package io.baton.lead;

import io.baton.customer.CustomerRecord;
import io.baton.customer.StageProcess;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what is known of a lead to the tables that follow, and to nobody else: nothing of it is kept in the process. */
@Component
class GatherLeadFacts implements JavaDelegate {

    private final CustomerRecord record;
    private final RelationSoFar relation;

    GatherLeadFacts(CustomerRecord record, RelationSoFar relation) {
        this.record = record;
        this.relation = relation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = StageProcess.number(execution);
        CustomerRecord.Reach reach = record.reach(number);
        String company = record.facts(number).company();
        say(execution, "leadCompany", company.strip().toLowerCase(Locale.ROOT));
        say(execution, "emailDomain", domain(reach.email()));
        say(execution, "phoneGiven", reach.phone() == null ? "no" : "yes");
        say(execution, "language", reach.language());
        say(execution, "valueTier", record.facts(number).valueTier());
        say(execution, "relation", relation.of(number));
    }

    private static void say(DelegateExecution execution, String name, @Nullable String value) {
        execution.setVariable(name, Variables.stringValue(value, true));
    }

    private static @Nullable String domain(@Nullable String email) {
        return email == null
                ? null
                : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
