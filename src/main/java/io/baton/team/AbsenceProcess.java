package io.baton.team;

import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Speaks to {@code absence.bpmn}. */
@Component
class AbsenceProcess {

    /** Start form {@code plan-absence}: who is away, or left out for oneself. */
    static final ProcessVariable<String> PERSON = ProcessVariable.text("person");
    /** Start form {@code plan-absence}: the first day away. */
    static final ProcessVariable<String> FROM = ProcessVariable.text("from");
    /** Start form {@code plan-absence}: the last day away. */
    static final ProcessVariable<String> UNTIL = ProcessVariable.text("until");
    /** Start form {@code plan-absence}: who stands in this time. */
    static final ProcessVariable<String> BACKUP = ProcessVariable.text("backup");
    /** Start form {@code plan-absence}. */
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");
    /** The absence that the instance looks after. */
    static final ProcessVariable<String> ABSENCE = ProcessVariable.text("absence");

    static final String CALLED_OFF = "absence.calledOff";

    private static final String KEY = "absence";

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final FormService forms;
    private final SystemCommands system;

    AbsenceProcess(RuntimeService runtime, RepositoryService repository, FormService forms, SystemCommands system) {
        this.runtime = runtime;
        this.repository = repository;
        this.forms = forms;
        this.system = system;
    }

    /**
     * Starts it as the Tasklist does, with the answers to its form.
     *
     * @return the instance
     */
    String plan(Map<String, Object> answers) {
        return system.call(() -> forms.submitStartForm(
                        repository
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(KEY)
                                .latestVersion()
                                .singleResult()
                                .getId(),
                        answers)
                .getId());
    }

    /** Whether an instance waits to hear that its absence is called off. */
    boolean canBeCalledOff(String instance) {
        return system.call(() -> runtime.createExecutionQuery()
                        .processInstanceId(instance)
                        .messageEventSubscriptionName(CALLED_OFF)
                        .count()
                > 0);
    }

    void calledOff(String instance) {
        system.call(() -> {
            runtime.createMessageCorrelation(CALLED_OFF)
                    .processInstanceId(instance)
                    .correlate();
            return instance;
        });
    }
}
