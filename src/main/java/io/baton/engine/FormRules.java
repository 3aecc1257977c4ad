package io.baton.engine;

import io.baton.api.Refusal;
import io.baton.form.FormCheck;
import io.baton.form.FormSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.form.handler.StartFormHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what is submitted for a task or a start to the rules of the form that belongs to it, as it is deployed now. */
@Component
class FormRules {

    private final Feel feel;
    private final Clock clock;
    private final TeamZone zone;
    private final Map<String, FormSchema> parsed = new ConcurrentHashMap<>();

    FormRules(Feel feel, Clock clock, TeamZone zone) {
        this.feel = feel;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What may be stored of the answers to a task.
     *
     * @throws Refusal with a sentence for each problem
     */
    VariableMap answersFor(TaskEntity task, @Nullable Map<String, Object> submitted, CommandContext context) {
        var handler = task.getTaskDefinition() == null
                ? null
                : task.getTaskDefinition().getTaskFormHandler();
        return handler instanceof LiveFormHandler live
                ? accepted(live.withoutContext(task), submitted, new ShownBefore(task, live), context)
                : accepted(null, submitted, Map.of(), context);
    }

    /**
     * What may be stored of the answers to a start form.
     *
     * @throws Refusal with a sentence for each problem
     */
    VariableMap answersFor(
            ProcessDefinitionEntity process, @Nullable Map<String, Object> submitted, CommandContext context) {
        return accepted(startForm(process), submitted, Map.of(), context);
    }

    /** Whether a person starts the process by filling in a form. */
    static boolean startsWithForm(ProcessDefinitionEntity process) {
        FormData form = startForm(process);
        return form != null && form.getCamundaFormRef() != null;
    }

    private static @Nullable FormData startForm(ProcessDefinitionEntity process) {
        StartFormHandler handler = process.getStartFormHandler();
        return handler == null ? null : handler.createStartFormData(process);
    }

    private VariableMap accepted(
            @Nullable FormData form,
            @Nullable Map<String, Object> submitted,
            Map<String, Object> before,
            CommandContext context) {
        Map<String, @Nullable Object> answers = plain(submitted);
        if (form == null || form.getCamundaFormRef() == null) {
            if (!answers.isEmpty()) {
                throw Refusal.because("There is no form here, so nothing can be filled in.");
            }
            return Variables.createVariables();
        }
        var result = new FormCheck(
                        schema(form.getCamundaFormRef(), form.getDeploymentId(), context),
                        feel,
                        LocalDate.ofInstant(clock.instant(), zone.id()))
                .check(answers, before);
        if (!result.problems().isEmpty()) {
            throw Refusal.because(String.join(" ", result.problems()));
        }
        VariableMap accepted = Variables.createVariables();
        result.accepted().forEach((name, value) -> accepted.putValueTyped(name, PlainValues.typed(value)));
        return accepted;
    }

    private static Map<String, @Nullable Object> plain(@Nullable Map<String, Object> submitted) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        if (submitted != null) {
            VariableMap typed = Variables.fromMap(submitted);
            submitted.keySet().forEach(name -> plain.put(name, PlainValues.plain(typed.getValueTyped(name))));
        }
        return plain;
    }

    private FormSchema schema(CamundaFormRef reference, String deployment, CommandContext context) {
        CamundaFormDefinition form = new GetCamundaFormDefinitionCmd(reference, deployment).execute(context);
        if (form == null) {
            throw Refusal.conflict("The form '" + reference.getKey() + "' is missing; tell the process owner.");
        }
        // The id stands for one version of one form, whose text never changes.
        return parsed.computeIfAbsent(form.getId(), id -> parse(form, context));
    }

    private static FormSchema parse(CamundaFormDefinition form, CommandContext context) {
        byte[] text = context.getResourceManager()
                .findResourceByDeploymentIdAndResourceName(form.getDeploymentId(), form.getResourceName())
                .getBytes();
        try {
            return FormSchema.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.conflict(
                    "The form '" + form.getKey() + "' cannot be used; tell the process owner: " + e.getMessage() + ".");
        }
    }

    /** What the form was shown with, read only where a rule asks for it. */
    private static final class ShownBefore extends AbstractMap<String, Object> {

        private final TaskEntity task;
        private final LiveFormHandler live;
        private @Nullable Map<String, Object> context;

        ShownBefore(TaskEntity task, LiveFormHandler live) {
            this.task = task;
            this.live = live;
        }

        @Override
        public boolean containsKey(Object name) {
            return context().containsKey(name) || task.hasVariable((String) name);
        }

        @Override
        public @Nullable Object get(Object name) {
            return context().containsKey(name)
                    ? PlainValues.plain(context().get(name))
                    : PlainValues.plain(task.getVariableTyped((String) name, false));
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("Ask for a name");
        }

        private Map<String, Object> context() {
            if (context == null) {
                context = live.context(task);
            }
            return context;
        }
    }
}
