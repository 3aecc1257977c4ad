package io.baton.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.FormFieldImpl;
import org.camunda.bpm.engine.impl.form.TaskFormDataImpl;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.beans.factory.ObjectProvider;

/** Adds the live context of every {@link FormContext} to what the Tasklist reads for a form. */
class LiveFormHandler implements TaskFormHandler {

    private final TaskFormHandler form;
    private final ObjectProvider<FormContext> contexts;
    private final ObjectProvider<FormReaders> readers;

    LiveFormHandler(TaskFormHandler form, ObjectProvider<FormContext> contexts, ObjectProvider<FormReaders> readers) {
        this.readers = readers;
        this.form = form;
        this.contexts = contexts;
    }

    @Override
    public TaskFormData createTaskForm(TaskEntity task) {
        TaskFormData data = withoutContext(task);
        if (data instanceof TaskFormDataImpl formData) {
            context(task).forEach((name, value) -> formData.getFormFields().add(field(name, value)));
        }
        return data;
    }

    /** The form alone, which costs nothing to find out. */
    TaskFormData withoutContext(TaskEntity task) {
        return form.createTaskForm(task);
    }

    /** What is supplied live for the form of a task, read from the record at this moment. */
    Map<String, Object> context(TaskEntity task) {
        String businessKey = task.getExecution().getProcessBusinessKey();
        Map<String, Object> all = new LinkedHashMap<>();
        if (businessKey != null && !isTheirs(task) && !readers.getObject().see(businessKey)) {
            return all;
        }
        contexts.forEach(context -> all.putAll(
                businessKey == null ? context.forTaskAboutNoCustomer(task) : context.forTask(businessKey, task)));
        return all;
    }

    /** Whoever has a task or may take it sees what it is about, and so does Baton itself. */
    private static boolean isTheirs(TaskEntity task) {
        Authentication person = Context.getCommandContext().getAuthentication();
        return person == null
                || person.getUserId() == null
                || person.getUserId().equals(task.getAssignee())
                || OnlyOwnWork.isCandidate(task, person);
    }

    private static FormFieldImpl field(String name, Object value) {
        FormFieldImpl field = new FormFieldImpl();
        field.setId(name);
        field.setLabel(name);
        field.setValue(PlainValues.typed(value));
        return field;
    }

    @Override
    public void parseConfiguration(
            Element activityElement,
            DeploymentEntity deployment,
            ProcessDefinitionEntity processDefinition,
            org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse bpmnParse) {
        form.parseConfiguration(activityElement, deployment, processDefinition, bpmnParse);
    }

    @Override
    public void submitFormVariables(VariableMap properties, org.camunda.bpm.engine.delegate.VariableScope scope) {
        form.submitFormVariables(properties, scope);
    }
}
