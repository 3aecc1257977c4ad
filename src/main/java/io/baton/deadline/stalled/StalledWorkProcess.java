package io.baton.deadline.stalled;

import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The vocabulary of {@code stalled-work.bpmn}, and what it asks of the engine. */
final class StalledWorkProcess {

    /** Whether something stalls that nobody looks into yet. */
    static final ProcessVariable<Boolean> LOOK_NEEDED = ProcessVariable.yesNo("lookNeeded");

    private static final String PROCESS = "stalled-work";

    private StalledWorkProcess() {}

    /** Whether an earlier round of the process still waits for somebody to look. */
    static boolean somebodyLooksAlready(DelegateExecution execution) {
        // A task that was completed just now led here, and is still there until the transaction ends.
        return execution
                .getProcessEngineServices()
                .getTaskService()
                .createTaskQuery()
                .processDefinitionKey(PROCESS)
                .list()
                .stream()
                .anyMatch(task -> !task.getProcessInstanceId().equals(execution.getProcessInstanceId()));
    }
}
