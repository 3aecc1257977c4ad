package io.baton.deployment;

import io.baton.models.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLinkType;

/**
 * Rules on top of the engine's permissions. Nobody, an administrator included, deletes a diagram on which customers run:
 * the engine would delete the customers with it; nor the last version of what other diagrams use. And people start only what the diagram itself says can be started
 * in the Tasklist, and by whom, so that a new diagram needs no grant of its own.
 */
class CustomersFirst extends AuthorizationCommandChecker {

    private final DeploymentGuard guard;

    CustomersFirst(DeploymentGuard guard) {
        this.guard = guard;
    }

    @Override
    public void checkDeleteDeployment(String deploymentId) {
        super.checkDeleteDeployment(deploymentId);
        refuseWhereCustomersRun(context()
                .runWithoutAuthorization(() ->
                        context().getProcessDefinitionManager().findProcessDefinitionsByDeploymentId(deploymentId)));
        refuseWhatOthersUse(deploymentId);
    }

    @Override
    public void checkDeleteProcessDefinitionById(String id) {
        super.checkDeleteProcessDefinitionById(id);
        ProcessDefinition definition = context().getProcessDefinitionManager().findLatestProcessDefinitionById(id);
        if (definition != null) {
            refuseWhereCustomersRun(List.of(definition));
            refuseWhatOthersUse(id);
        }
    }

    @Override
    public void checkCreateProcessInstance(ProcessDefinition definition) {
        super.checkCreateProcessInstance(definition);
        Authentication person = context().getAuthentication();
        if (person == null
                || !context().isAuthorizationCheckEnabled()
                || getAuthorizationManager().isCamundaAdmin(person)) {
            return;
        }
        if (!definition.isStartableInTasklist()) {
            throw new AuthorizationException(
                    "'" + definition.getName() + "' cannot be started by hand: it is not startable in the Tasklist.");
        }
        refuseWhoIsNotNamed((ProcessDefinitionEntity) definition, person);
    }

    private static void refuseWhoIsNotNamed(ProcessDefinitionEntity definition, Authentication person) {
        List<IdentityLinkEntity> starters = context().runWithoutAuthorization(definition::getIdentityLinks).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .toList();
        List<String> groups = person.getGroupIds() == null ? List.of() : person.getGroupIds();
        boolean named = starters.stream()
                .anyMatch(link -> person.getUserId().equals(link.getUserId()) || groups.contains(link.getGroupId()));
        if (!starters.isEmpty() && !named) {
            throw new AuthorizationException("'" + definition.getName() + "' is started by "
                    + starters.stream()
                            .map(link -> link.getUserId() == null ? "the team " + link.getGroupId() : link.getUserId())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void refuseWhatOthersUse(String deleted) {
        if (context().getAuthentication() == null) {
            return; // Baton itself, not a person.
        }
        List<Problem> broken = guard.brokenWithout(deleted);
        if (!broken.isEmpty()) {
            throw new BadUserRequestException(broken.stream()
                    .map(Problem::sentence)
                    .collect(Collectors.joining("\n", "This cannot be deleted, as others use it:\n", "")));
        }
    }

    private static void refuseWhereCustomersRun(List<? extends ProcessDefinition> definitions) {
        String running = definitions.stream()
                .map(definition -> {
                    long count = running(definition);
                    return count == 0
                            ? ""
                            : definition.getKey() + " (version " + definition.getVersion() + ") has " + count
                                    + " running";
                })
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining("; "));
        if (!running.isEmpty()) {
            throw new BadUserRequestException("This cannot be deleted, as customers would be deleted with it: "
                    + running + ". Deploy a better version instead; it holds for everybody who comes after.");
        }
    }

    private static long running(ProcessDefinition definition) {
        ProcessInstanceQueryImpl query = new ProcessInstanceQueryImpl();
        query.processDefinitionId(definition.getId());
        return context().runWithoutAuthorization(() -> query.executeCount(context()));
    }

    private static CommandContext context() {
        return Context.getCommandContext();
    }
}
