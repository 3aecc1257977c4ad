package io.baton.deadline.escalation;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to {@code escalation.bpmn}: starts it, tells it that the step is done, and holds its vocabulary. */
@Component
class EscalationProcess implements DiagramOffer {

    /** Who is asked: gets the task. */
    static final ProcessVariable<String> HANDLER = ProcessVariable.text("handler");
    /** Form {@code answer-escalation}: the person who gets the step. */
    static final ProcessVariable<String> COLLEAGUE = ProcessVariable.text("colleague");
    /** Form {@code answer-escalation}: the new date of the step. */
    static final ProcessVariable<String> NEW_DATE = ProcessVariable.text("newDate");
    /** Form {@code answer-escalation}: why. */
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    private static final String KEY = "escalation";
    private static final String STEP_DONE = "step.done";
    /** Which deadline was missed; the engine's own whole numbers are texts here, as all of ours. */
    private static final ProcessVariable<String> DEADLINE = ProcessVariable.text("missedDeadline");

    private final RuntimeService runtimeService;

    EscalationProcess(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    @Override
    public Set<String> variables() {
        return Set.of(HANDLER.name());
    }

    @Override
    public Set<String> messages() {
        return Set.of(STEP_DONE);
    }

    /** A step was missed: its way up the ladder begins as a job of its own, so that the breach is on record whatever comes. */
    String begin(@Nullable String customer, long deadline) {
        return runtimeService
                .startProcessInstanceByKey(KEY, customer, Map.of(DEADLINE.name(), String.valueOf(deadline)))
                .getId();
    }

    /** The step is done: whoever waits in this instance need not answer any more. */
    void stepDone(String processInstance) {
        var waiting = runtimeService
                .createExecutionQuery()
                .processInstanceId(processInstance)
                .messageEventSubscriptionName(STEP_DONE)
                .list();
        waiting.forEach(it -> runtimeService.messageEventReceived(STEP_DONE, it.getId()));
    }

    static long deadline(VariableScope scope) {
        return Long.parseLong(DEADLINE.require(scope));
    }

    static @Nullable Long deadlineIfAny(VariableScope scope) {
        String id = DEADLINE.from(scope);
        return id == null || !id.matches("\\d{1,18}") ? null : Long.valueOf(id);
    }
}
