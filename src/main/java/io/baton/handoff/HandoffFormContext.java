package io.baton.handoff;

import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.engine.Doer;
import io.baton.engine.FormContext;
import io.baton.engine.People;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Offers the people who may receive, proposes oneself where one wears both hats or else one of them, and shows the note. */
@Component
class HandoffFormContext implements FormContext {

    private final CustomerHandoff handoffs;
    private final People people;
    private final HandoffTables tables;
    private final HandoffReceivers receivers;
    private final CustomerRecord record;
    private final Doer doer;

    HandoffFormContext(
            CustomerHandoff handoffs,
            People people,
            HandoffTables tables,
            HandoffReceivers receivers,
            CustomerRecord record,
            Doer doer) {
        this.handoffs = handoffs;
        this.people = people;
        this.tables = tables;
        this.receivers = receivers;
        this.record = record;
        this.doer = doer;
    }

    @Override
    public Set<String> lists() {
        return Set.of("receivers", "returnReasons");
    }

    @Override
    public Set<String> variables() {
        return teams();
    }

    @Override
    public Set<String> teams() {
        return Set.of(CustomerHandoffProcess.GIVING_TEAM.name(), CustomerHandoffProcess.RECEIVING_TEAM.name());
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        String team = CustomerHandoffProcess.RECEIVING_TEAM.from(variables);
        if (team == null || !CustomerNumber.isOne(businessKey)) {
            return Map.of();
        }
        Handoff handoff = handoffs.current(businessKey);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("receivers", receivers.offered(team));
        context.put("returnReasons", tables.returnReasons());
        handoffs.partsNeeded(businessKey)
                .forEach(part -> context.put("needs" + StringUtils.capitalize(part.part()), true));
        context.put("giverName", FormContext.literally(handoff.giver()));
        context.put("handoffNoteText", handoff.note() == null ? "" : FormContext.literally(handoff.note()));
        context.put(
                "returnReasonText",
                handoff.returnReason() == null ? "" : FormContext.literally(handoff.returnReason()));
        if (handoff.state() == Handoff.State.PREPARING) {
            String proposed =
                    people.wears(doer.id(), team) ? doer.id() : receivers.proposed(record.facts(businessKey), team);
            if (proposed != null) {
                context.put("receiver", proposed);
            }
        }
        return context;
    }
}
