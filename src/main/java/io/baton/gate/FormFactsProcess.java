package io.baton.gate;

import io.baton.api.Refusal;
import io.baton.customer.StageProcess;
import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the facts that a person confirmed in a task's form: for each one that the gate asks for, the form may have a field
 * that is named like it, {@code orderSigned} for {@code order.signed}, and one for the link to its document,
 * {@code orderSignedDocument}. Of what is counted, the field says how many more there are.
 */
@Component
public class FormFactsProcess {

    private final Gate gate;
    private final EvidenceRecord evidence;

    FormFactsProcess(Gate gate, EvidenceRecord evidence) {
        this.gate = gate;
        this.evidence = evidence;
    }

    /**
     * Puts on file what was confirmed. An empty box says nothing: the fact may be on file from elsewhere.
     *
     * @throws io.baton.api.Refusal where a value does not fit its fact
     */
    public void take(DelegateExecution execution, String by) {
        String number = StageProcess.number(execution);
        for (EvidenceKey key : gate.asked(number)) {
            if (key.kind() == EvidenceKey.Kind.COUNT) {
                Long more = more(key, ProcessVariable.text(key.field()).take(execution));
                if (more != null) {
                    evidence.counted(number, key.key(), more, by);
                }
                continue;
            }
            String document = ProcessVariable.text(key.field() + "Document").take(execution);
            Object value = key.kind() == EvidenceKey.Kind.FACT
                    ? ProcessVariable.yesNo(key.field()).take(execution)
                    : ProcessVariable.text(key.field()).take(execution);
            if (value != null && !Boolean.FALSE.equals(value)) {
                evidence.confirmed(number, key.key(), value, document, by);
            }
        }
    }

    private static @Nullable Long more(EvidenceKey key, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            long more = Long.parseLong(text);
            return more == 0 ? null : more;
        } catch (NumberFormatException e) {
            throw Refusal.because(
                    "'" + key.label() + "' is '" + text + "': give a whole number of how many more there are.");
        }
    }
}
