package io.baton.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What every user task of every diagram gets without drawing it: the mirror into the record, live form context, and what
 * other parts add.
 * It only adds; a diagram is never refused here, since stored diagrams are parsed again at each start.
 */
@Component
class DiagramAdditions extends AbstractBpmnParseListener {

    private static final List<String> MIRRORED = List.of(
            TaskListener.EVENTNAME_CREATE,
            TaskListener.EVENTNAME_ASSIGNMENT,
            TaskListener.EVENTNAME_UPDATE,
            TaskListener.EVENTNAME_COMPLETE,
            TaskListener.EVENTNAME_DELETE);

    private final OpenStepMirror mirror;
    private final ObjectProvider<FormContext> contexts;
    private final ObjectProvider<FormReaders> readers;
    private final ObjectProvider<TaskAddition> additions;

    DiagramAdditions(
            OpenStepMirror mirror,
            ObjectProvider<FormContext> contexts,
            ObjectProvider<FormReaders> readers,
            ObjectProvider<TaskAddition> additions) {
        this.mirror = mirror;
        this.contexts = contexts;
        this.readers = readers;
        this.additions = additions;
    }

    /** What has no start form is not started in the Tasklist, whether Modeler's tick at "startable" was removed or not. */
    @Override
    public void parseProcess(Element processElement, ProcessDefinitionEntity processDefinition) {
        boolean startForm = processElement.elements("startEvent").stream()
                .anyMatch(start -> start.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formRef") != null);
        if (!startForm) {
            processDefinition.setStartableInTasklist(false);
        }
    }

    @Override
    public void parseUserTask(Element userTaskElement, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        MIRRORED.forEach(event -> task.addBuiltInTaskListener(event, mirror));
        additions
                .orderedStream()
                .forEach(addition -> addition.events().forEach(event -> task.addBuiltInTaskListener(event, addition)));
        task.setTaskFormHandler(new LiveFormHandler(task.getTaskFormHandler(), contexts, readers));
    }
}
