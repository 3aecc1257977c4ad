package io.baton.lead.pool;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Speaks to {@code dispatch-leads.bpmn}, whose business key is the pool: starts it, and holds its vocabulary. */
@Component
class DispatchLeadsProcess implements DiagramOffer {

    /** Whether leads are left that found nobody. */
    static final ProcessVariable<Boolean> LEADS_WAIT = ProcessVariable.yesNo("leadsWait");

    private static final String KEY = "dispatch-leads";

    private final RuntimeService runtimeService;
    private final SystemCommands system;

    DispatchLeadsProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    @Override
    public Set<String> variables() {
        return Set.of(LEADS_WAIT.name());
    }

    static String pool(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    /** Leads are looked through as a job of its own, right after this transaction. */
    void begin(String pool) {
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, pool).getId());
    }

    /** The same, unless it is done already or waits for a free hand; the pool is locked, so that none ends meanwhile. */
    void beginUnlessWaiting(String pool) {
        if (instances(pool) == 0) {
            begin(pool);
        }
    }

    /** Whether another one than this waits for free hands or is about to look. */
    boolean isAnotherOneThere(String pool) {
        return instances(pool) > 1;
    }

    private long instances(String pool) {
        return system.call(() -> runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(pool)
                .count());
    }
}
