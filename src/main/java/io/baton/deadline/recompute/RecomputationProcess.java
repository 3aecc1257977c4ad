package io.baton.deadline.recompute;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Speaks to {@code recompute-deadlines.bpmn}: starts it, and holds its vocabulary. */
@Component
class RecomputationProcess implements DiagramOffer {

    /** What counting found: more to count, dates that change, or nothing. */
    static final ProcessVariable<String> FOUND = ProcessVariable.text("found");
    /** Whether another batch has to be moved. */
    static final ProcessVariable<Boolean> MORE_TO_MOVE = ProcessVariable.yesNo("moreToMove");
    /** How far it was counted. */
    static final ProcessVariable<String> COUNTED_TO = ProcessVariable.text("countedTo");
    /** By which versions of the tables it is counted. */
    static final ProcessVariable<String> VERSIONS = ProcessVariable.text("versions");
    /** How many dates were looked at. */
    static final ProcessVariable<String> LOOKED = ProcessVariable.text("looked");
    /** How many of them change. */
    static final ProcessVariable<String> CHANGES = ProcessVariable.text("changes");
    /** Where those begin that change, so that the form finds the first of them at once. */
    static final ProcessVariable<String> FIRST_CHANGE_AFTER = ProcessVariable.text("firstChangeAfter");
    /** Who had the dates moved. */
    static final ProcessVariable<String> CONFIRMED_BY = ProcessVariable.text("confirmedBy");
    /** How far it was moved: where it goes on after whatever stopped it. */
    static final ProcessVariable<String> MOVED_TO = ProcessVariable.text("movedTo");

    static final String MORE = "more";
    static final String DATES = "dates";
    static final String NOTHING = "nothing";

    private static final String KEY = "recompute-deadlines";
    private final RuntimeService runtimeService;
    private final SystemCommands system;

    RecomputationProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    @Override
    public Set<String> variables() {
        return Set.of(FOUND.name(), MORE_TO_MOVE.name());
    }

    /** Whether one is under way. */
    boolean isOpen() {
        return system.call(() -> runtimeService
                        .createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .count()
                > 0);
    }

    void begin() {
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY));
    }
}
