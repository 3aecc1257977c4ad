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

    public List<String> problems(Models models) {
        Problems problems = new Problems();
        models.unreadable().forEach(problems::add);
        FileRules.check(models, problems);
        for (Diagram diagram : models.diagrams()) {
            ProcessRules.check(diagram, problems);
            FlowRules.check(diagram, problems);
            StepRules.check(diagram, known, models, problems);
            TaskRules.check(diagram, known, models, problems);
            CallRules.check(diagram, models, problems);
            ExpressionRules.check(diagram, known, problems);
            DrawingRules.check(diagram, problems);
        }
        TableRules.check(models, known, problems);
        FormRules.check(models, known, problems);
        return problems.all();
    }

    /** For the repository alone, as templates are never deployed: Modeler's list of steps and the diagrams agree. */
    public List<String> templateProblems(Models models) {
        Problems problems = new Problems();
        StepRules.checkTemplates(models, problems);
        return problems.all();
    }
}
