package io.baton.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.form.FormFieldImpl;
import org.camunda.bpm.engine.impl.form.TaskFormDataImpl;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.beans.factory.ObjectProvider;

/** Adds the live context of every {@link FormContext} to what the Tasklist reads for a form. */
class LiveFormHandler implements TaskFormHandler {

    private final TaskFormHandler form;
    private final ObjectProvider<FormContext> contexts;

    LiveFormHandler(TaskFormHandler form, ObjectProvider<FormContext> contexts) {
        this.form = form;
        this.contexts = contexts;
    }

    @Override
    public TaskFormData createTaskForm(TaskEntity task) {
        TaskFormData data = form.createTaskForm(task);
        String businessKey = task.getExecution().getProcessBusinessKey();
        if (businessKey != null && data instanceof TaskFormDataImpl formData) {
            contexts.forEach(context -> context.forTask(businessKey, task)
                    .forEach((name, value) -> formData.getFormFields().add(field(name, value))));
        }
        return data;
    }

    private static FormFieldImpl field(String name, Object value) {
        FormFieldImpl field = new FormFieldImpl();
        field.setId(name);
        field.setLabel(name);
        field.setValue(typed(value));
        return field;
    }

    private static TypedValue typed(Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            // As text: a parsed value would reach the browser as a description of the parser's object.
            return SpinValues.jsonValue(Spin.JSON(value).toString()).create();
        }
        return Variables.untypedValue(value);
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
