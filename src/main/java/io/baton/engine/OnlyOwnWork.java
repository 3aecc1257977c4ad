package io.baton.engine;

import io.baton.api.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateFilterCmd;
import org.camunda.bpm.engine.impl.cmd.CreateGroupQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTenantQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateUserQueryCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskAttachmentContentCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskCommentCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a signed-in person may make the engine do, whichever door the call came through: read what the engine's
 * permissions show, take a task that is free, give it back, complete it while having it, and start what is startable by
 * its form. Everything else is an administrator's.
 *
 * <p>The engine's own permissions cannot say this: whoever may work on a task may also complete a colleague's, raise
 * errors at it and change its variables. So the default here is no, and what is allowed is a list of commands. Baton's
 * own calls ({@link SystemCommands}, steps, jobs) are decided by the business before they reach the engine.
 */
class OnlyOwnWork extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(OnlyOwnWork.class);

    /** Commands that the engine's permissions decide well enough. */
    private static final Set<Class<?>> LEFT_TO_PERMISSIONS = Set.of(
            AddCommentCmd.class,
            CheckPassword.class,
            CreateFilterCmd.class,
            SaveFilterCmd.class,
            DeleteFilterCmd.class,
            SaveUserCmd.class,
            DeployCmd.class);

    /** What the engine shows to everybody who knows its id: it belongs to whoever may read the task. */
    private static final Set<Class<?>> READ_BY_ID_ALONE =
            Set.of(GetTaskCommentCmd.class, GetTaskAttachmentCmd.class, GetTaskAttachmentContentCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        Authentication person = context.getAuthentication();
        if (person != null && context.isAuthorizationCheckEnabled() && !isAdministrator(person)) {
            decide(command, person, context);
        }
        return next.execute(command);
    }

    private static void decide(Command<?> command, Authentication person, CommandContext context) {
        if (command instanceof ClaimTaskCmd) {
            mayClaim(task(command, context), person, text(command, "userId"));
        } else if (command instanceof AssignTaskCmd) {
            mayAssign(task(command, context), person, text(command, "userId"));
        } else if (isCompletion(command)) {
            mayComplete(task(command, context), person);
        } else if (command instanceof SubmitStartFormCmd) {
            mayStart(text(command, "businessKey"));
        } else if (!isReading(command) && !LEFT_TO_PERMISSIONS.contains(command.getClass()) && !isOurs(command)) {
            LOG.info("Refused: {} to {}", command.getClass().getSimpleName(), person.getUserId());
            // Not a refusal of ours: the REST interface would take it for a server error here and there.
            throw new AuthorizationException("Only an administrator may do this to the engine.");
        } else if (READ_BY_ID_ALONE.contains(command.getClass())) {
            mayRead(task(command, context), context);
        }
    }

    private static void mayRead(@Nullable TaskEntity task, CommandContext context) {
        if (task == null) {
            throw new AuthorizationException("There is no such task, or you may not read it.");
        }
        context.getProcessEngineConfiguration().getCommandCheckers().forEach(it -> it.checkReadTask(task));
    }

    private static void mayClaim(@Nullable TaskEntity task, Authentication person, @Nullable String forWhom) {
        if (task == null) {
            return;
        }
        if (!person.getUserId().equals(forWhom)) {
            throw Refusal.forbidden("You can take a task for yourself only; a manager can give it to somebody else.");
        }
        if (task.getAssignee() != null && !task.getAssignee().equals(forWhom)) {
            throw Refusal.forbidden("'%s' is already taken by %s; a manager can give it to somebody else."
                    .formatted(task.getName(), task.getAssignee()));
        }
        if (!isCandidate(task, person) && !person.getUserId().equals(task.getAssignee())) {
            throw Refusal.forbidden("'%s' is for %s.".formatted(task.getName(), candidates(task)));
        }
    }

    private static void mayAssign(@Nullable TaskEntity task, Authentication person, @Nullable String toWhom) {
        if (task == null) {
            return;
        }
        boolean givesBack = toWhom == null && person.getUserId().equals(task.getAssignee());
        if (givesBack) {
            if (task.getCandidates().isEmpty()) {
                throw Refusal.forbidden(
                        "'%s' is yours alone; a manager can give it to somebody else.".formatted(task.getName()));
            }
            return;
        }
        if (person.getUserId().equals(toWhom)) {
            mayClaim(task, person, toWhom);
            return;
        }
        throw Refusal.forbidden(
                "Only a manager can give '%s' to somebody else, and gives a reason.".formatted(task.getName()));
    }

    private static void mayComplete(@Nullable TaskEntity task, Authentication person) {
        if (task == null || person.getUserId().equals(task.getAssignee())) {
            return;
        }
        throw Refusal.forbidden(
                task.getAssignee() == null
                        ? "Take '%s' first: only the person who has a task completes it.".formatted(task.getName())
                        : "Only %s can complete '%s'.".formatted(task.getAssignee(), task.getName()));
    }

    private static void mayStart(@Nullable String businessKey) {
        if (businessKey != null) {
            throw Refusal.forbidden("Customer numbers are given by Baton: start without a business key.");
        }
    }

    private static boolean isCompletion(Command<?> command) {
        return (command instanceof CompleteTaskCmd && !(command instanceof ResolveTaskCmd))
                || command instanceof SubmitTaskFormCmd;
    }

    private static boolean isReading(Command<?> command) {
        String name = command.getClass().getSimpleName();
        return command instanceof AbstractQuery<?, ?>
                || command instanceof AuthorizationCheckCmd
                || name.startsWith("Get")
                || name.startsWith("Is")
                || name.startsWith("Find")
                || command instanceof CreateUserQueryCmd
                || command instanceof CreateGroupQueryCmd
                || command instanceof CreateTenantQueryCmd
                || name.startsWith("ExecuteFilter")
                || command.getClass().getName().startsWith("org.camunda.bpm.cockpit.");
    }

    private static boolean isOurs(Command<?> command) {
        return command.getClass().getName().startsWith("io.baton.");
    }

    private static boolean isAdministrator(Authentication person) {
        return person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    static boolean isCandidate(TaskEntity task, Authentication person) {
        List<String> groups = person.getGroupIds() == null ? List.of() : person.getGroupIds();
        return task.getCandidates().stream()
                .anyMatch(link -> person.getUserId().equals(link.getUserId()) || groups.contains(link.getGroupId()));
    }

    private static String candidates(TaskEntity task) {
        Set<String> teams = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        return teams.isEmpty()
                ? "nobody yet; a manager can give it to somebody"
                : "the team " + String.join(", ", teams);
    }

    private static @Nullable TaskEntity task(Command<?> command, CommandContext context) {
        String id = text(command, "taskId");
        return id == null ? null : context.getTaskManager().findTaskById(id);
    }

    private static @Nullable String text(Command<?> command, String field) {
        return CommandFields.read(command, field, String.class);
    }
}
