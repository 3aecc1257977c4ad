package io.baton.deadline.escalation;

import io.baton.deadline.MissedDeadline;
import io.baton.engine.Desk;
import io.baton.engine.FormContext;
import io.baton.engine.People;
import io.baton.engine.TeamZone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows the person who is asked what was missed, and by whom it could be done instead. */
@Component
class EscalationFormContext implements FormContext {

    private final Escalations escalations;
    private final Desk desk;
    private final People people;
    private final TeamZone zone;

    EscalationFormContext(Escalations escalations, Desk desk, People people, TeamZone zone) {
        this.escalations = escalations;
        this.desk = desk;
        this.people = people;
        this.zone = zone;
    }

    @Override
    public Set<String> lists() {
        return Set.of("colleagues");
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return about(variables);
    }

    @Override
    public Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        return about(variables);
    }

    private Map<String, Object> about(VariableScope variables) {
        Long deadline = EscalationProcess.deadlineIfAny(variables);
        MissedDeadline missed = deadline == null ? null : escalations.about(deadline);
        if (missed == null) {
            return Map.of();
        }
        List<Option> colleagues = desk.find(missed.taskId()).teams().stream()
                .map(people::wearing)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return Map.of(
                "missedStep",
                FormContext.literally(missed.what() + " (" + missed.label() + ")"),
                "missedDue",
                zone.minute(missed.due()),
                "missedBy",
                FormContext.literally(Stream.of(missed.assignee(), "nobody yet")
                        .filter(it -> it != null)
                        .findFirst()
                        .orElseThrow()),
                "colleagues",
                colleagues);
    }
}
