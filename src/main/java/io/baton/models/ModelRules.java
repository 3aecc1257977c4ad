package io.baton.models;

import java.util.List;

/**
 * The rules that every diagram, table and form keeps. A problem is a sentence for the process owner: where it is, what is
 * wrong and, where there is only one way to mend it, what is expected.
 */
public final class ModelRules {

    private final Known known;

    public ModelRules(Known known) {
        this.known = known;
    }

    public Problems check(Models models) {
        Problems problems = new Problems();
        models.unreadable().forEach(problem -> problems.refuseUnless(false, problem));
        FileRules.check(models, problems);
        for (Diagram diagram : models.diagrams()) {
            ProcessRules.check(diagram, problems);
            PartRules.check(diagram, known, problems);
            FlowRules.check(diagram, problems);
            StepRules.check(diagram, known, models, problems);
            TaskRules.check(diagram, known, models, problems);
            CallRules.check(diagram, models, problems);
            ExpressionRules.check(diagram, known, models, problems);
            DrawingRules.check(diagram, problems);
        }
        TableRules.check(models, known, problems);
        DeadlineRules.check(models, problems);
        PoolRules.check(models, known, problems);
        FormRules.check(models, known, problems);
        return problems;
    }

    /** For the repository alone, as templates are never deployed: Modeler's list of steps and the diagrams agree. */
    public List<Problem> checkTemplates(Models models) {
        Problems problems = new Problems();
        StepRules.checkTemplates(models, problems);
        return problems.all();
    }
}
