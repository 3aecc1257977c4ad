package io.baton.customer;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer enters the stage whose diagram begins here, if its playbook uses it. */
@Component
class EnterStage implements JavaDelegate {

    private final CustomerRecord record;
    private final Custody custody;
    private final Doer doer;

    EnterStage(CustomerRecord record, Custody custody, Doer doer) {
        this.record = record;
        this.custody = custody;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Stage stage = Stage.of(StageProcess.STAGE.require(execution));

        String number = StageProcess.number(execution);
        String playbook = record.facts(number).playbook();
        if (!custody.uses(playbook, stage)) {
            // Nobody is to see that the customer came by here; the step that checks the exit criteria passes it on.
            return;
        }

        record.enter(number, stage, doer.id());
        Custody.Rule rule = custody.of(playbook, stage);
        passToTheStagesTeam(number, rule);

        StageProcess.show(record.facts(number), execution);
        StageProcess.TEAM.on(execution, String.join(",", rule.completers()));
    }

    /** A customer whom nobody has taken yet waits in the pool of those who work on the stage. */
    private void passToTheStagesTeam(String number, Custody.Rule rule) {
        Party owner = record.facts(number).owner();
        if (!owner.isPerson() && rule.team() != null && !rule.completers().contains(owner.id())) {
            record.assign(number, Party.team(rule.team()), doer.id());
        }
    }
}
