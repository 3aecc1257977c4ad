package io.baton.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets answers in only by the rules of their form, whichever way a task is completed or a process is started: by the
 * Tasklist, by the engine's REST interface, with or without the form's own path, or by Java.
 *
 * <p>Stands behind {@link OnlyOwnWork}: whether the person may do it at all is decided first.
 */
class OnlyByForm extends CommandInterceptor {

    private final FormRules rules;

    OnlyByForm(FormRules rules) {
        this.rules = rules;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        if (command instanceof CompleteTaskCmd) {
            checkTask(command, "variables", context);
        } else if (command instanceof SubmitTaskFormCmd) {
            checkTask(command, "properties", context);
        } else if (command instanceof SubmitStartFormCmd) {
            checkStartForm(command, context);
        } else if (command instanceof StartProcessInstanceCmd) {
            checkStart(command, context);
        }
        return next.execute(command);
    }

    private void checkTask(Command<?> command, String given, CommandContext context) {
        String id = CommandFields.read(command, "taskId", String.class);
        TaskEntity task = id == null ? null : context.getTaskManager().findTaskById(id);
        if (task == null) {
            return; // The command says so itself.
        }
        CommandFields.write(
                command, given, rules.answersFor(task, CommandFields.read(command, given, Map.class), context));
    }

    private void checkStartForm(Command<?> command, CommandContext context) {
        ProcessDefinitionEntity process = context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(CommandFields.read(command, "processDefinitionId", String.class));
        CommandFields.write(
                command,
                "variables",
                answersForStart(process, CommandFields.read(command, "variables", Map.class), context));
    }

    private void checkStart(Command<?> command, CommandContext context) {
        var start = CommandFields.read(command, "instantiationBuilder", ProcessInstantiationBuilderImpl.class);
        VariableMap variables = start.getModificationBuilder().getProcessVariables();
        ProcessDefinitionEntity process = new GetDeployedProcessDefinitionCmd(start, false).execute(context);
        if (!FormRules.startsWithForm(process)) {
            return; // Baton itself and administrators start it, with facts that no form asks for.
        }
        VariableMap accepted = answersForStart(process, variables, context);
        variables.clear();
        accepted.keySet().forEach(name -> variables.putValueTyped(name, accepted.getValueTyped(name)));
    }

    private VariableMap answersForStart(
            ProcessDefinitionEntity process, @Nullable Map<String, Object> submitted, CommandContext context) {
        context.getProcessEngineConfiguration()
                .getCommandCheckers()
                .forEach(it -> it.checkCreateProcessInstance(process));
        return rules.answersFor(process, submitted, context);
    }
}
