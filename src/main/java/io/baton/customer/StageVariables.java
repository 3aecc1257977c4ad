package io.baton.customer;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The variables that are there on every stage's diagram once the customer has entered it. */
@Component
class StageVariables implements DiagramOffer {

    @Override
    public Set<String> teams() {
        return Set.of(StageProcess.TEAM.name());
    }

    @Override
    public Set<String> variables() {
        return Stream.of(
                        StageProcess.COMPANY,
                        StageProcess.STAGE_LABEL,
                        StageProcess.OWNER,
                        StageProcess.TEAM,
                        StageProcess.OUTCOME)
                .map(ProcessVariable::name)
                .collect(Collectors.toSet());
    }
}
