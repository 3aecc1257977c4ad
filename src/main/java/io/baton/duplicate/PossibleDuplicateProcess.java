package io.baton.duplicate;

import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.Party;
import io.baton.customer.StageProcess;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to {@code possible-duplicate.bpmn}: starts it, and holds its vocabulary. */
@Component
class PossibleDuplicateProcess {

    /** Which pair is looked at. */
    private static final ProcessVariable<String> PAIR = ProcessVariable.text("duplicatePair");

    private static final String KEY = "possible-duplicate";

    private final RuntimeService runtimeService;
    private final Custody custody;
    private final SystemCommands system;

    PossibleDuplicateProcess(RuntimeService runtimeService, Custody custody, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.custody = custody;
        this.system = system;
    }

    /** Asks the owner of the customer, or its team, to compare it with another one. */
    void begin(CustomerFacts customer, long pair) {
        Party owner = customer.owner();
        String team = owner.isPerson() ? custody.of(customer).team() : owner.id();
        Map<String, Object> facts = new HashMap<>();
        facts.put(PAIR.name(), String.valueOf(pair));
        facts.put(StageProcess.COMPANY.name(), customer.company());
        facts.put(StageProcess.STAGE_LABEL.name(), customer.stage().label());
        facts.put(StageProcess.OWNER.name(), owner.isPerson() ? owner.id() : null);
        facts.put(StageProcess.TEAM.name(), team == null ? "managers" : team);
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, customer.number(), facts));
    }

    /** Nobody needs to compare the two any more. */
    void over(long pair, String reason) {
        system.call(() -> {
            runtimeService
                    .createProcessInstanceQuery()
                    .processDefinitionKey(KEY)
                    .variableValueEquals(PAIR.name(), String.valueOf(pair))
                    .list()
                    .forEach(instance ->
                            runtimeService.deleteProcessInstance(instance.getId(), reason, false, true, true, false));
            return pair;
        });
    }

    static @Nullable Long pair(VariableScope scope) {
        String id = PAIR.from(scope);
        return id == null || !id.matches("\\d{1,18}") ? null : Long.valueOf(id);
    }
}
