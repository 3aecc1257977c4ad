package io.baton.support;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Speaks to {@code support-case.bpmn}: starts it, and holds its vocabulary. */
@Component
class SupportCaseProcess implements DiagramOffer {

    /** Start form: the customer's number. */
    static final ProcessVariable<String> CUSTOMER = ProcessVariable.text("customer");
    /** Start form: what does not work. */
    static final ProcessVariable<String> SUMMARY = ProcessVariable.text("summary");
    /** How bad it is; windows and escalation read it. */
    static final ProcessVariable<String> SEVERITY = ProcessVariable.text("severity");
    /** Form {@code acknowledge-case}: how bad it is, as whoever took the case sees it. */
    static final ProcessVariable<String> ASSESSED = ProcessVariable.text("assessedSeverity");
    /** Forms: what the customer was told. */
    static final ProcessVariable<String> SAID = ProcessVariable.text("said");
    /** Shown on the task's card. */
    static final ProcessVariable<String> NUMBER = ProcessVariable.text("caseNumber");
    /** Who has the case, and so its updates. */
    static final ProcessVariable<String> CASE_OWNER = ProcessVariable.text("caseOwner");

    private static final String KEY = "support-case";

    private final RuntimeService runtimeService;
    private final SystemCommands system;

    SupportCaseProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    @Override
    public Set<String> variables() {
        return Set.of(CASE_OWNER.name(), NUMBER.name());
    }

    /**
     * Starts what the start form starts in the Tasklist.
     *
     * @return the process instance
     */
    String begin(CustomerSupport.Checked report) {
        Map<String, Object> answers = Map.of(
                CUSTOMER.name(), report.customer(),
                SUMMARY.name(), report.summary(),
                SEVERITY.name(), report.severity().id());
        return system.call(
                () -> runtimeService.startProcessInstanceByKey(KEY, answers).getId());
    }
}
