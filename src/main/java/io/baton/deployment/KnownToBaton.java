package io.baton.deployment;

import io.baton.engine.DiagramHelper;
import io.baton.engine.DiagramOffer;
import io.baton.engine.SystemCommands;
import io.baton.models.Known;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What this application, with its groups as they are now, offers to diagrams, tables and forms. */
@Component
class KnownToBaton {

    private final ListableBeanFactory beans;
    private final ObjectProvider<ProcessEngine> engine;
    private final ObjectProvider<SystemCommands> system;
    private final ObjectProvider<DiagramOffer> offers;
    private final Release release;

    KnownToBaton(
            ListableBeanFactory beans,
            ObjectProvider<ProcessEngine> engine,
            ObjectProvider<SystemCommands> system,
            ObjectProvider<DiagramOffer> offers,
            Release release) {
        this.beans = beans;
        this.engine = engine;
        this.system = system;
        this.offers = offers;
        this.release = release;
    }

    Known now() {
        return new Known(
                system.getObject().call(this::workingGroups),
                Set.of(beans.getBeanNamesForType(JavaDelegate.class)),
                Set.of(beans.getBeanNamesForAnnotation(DiagramHelper.class)),
                offered(DiagramOffer::variables),
                offered(DiagramOffer::teams),
                offered(DiagramOffer::lists),
                offered(DiagramOffer::messages),
                offered(DiagramOffer::recordKeys),
                offered(DiagramOffer::poolsInUse),
                release.models().columns());
    }

    private Set<String> offered(Function<DiagramOffer, Set<String>> what) {
        return offers.stream().map(what).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** The groups whose people can open the Tasklist and work on the tasks of any diagram. */
    private Set<String> workingGroups() {
        Set<String> inTheTasklist = withRight(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        Set<String> onTasks =
                withRight(Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.TASK_WORK);
        return engine.getObject().getIdentityService().createGroupQuery().list().stream()
                .map(Group::getId)
                .filter(inTheTasklist::contains)
                .filter(onTasks::contains)
                .collect(Collectors.toSet());
    }

    private Set<String> withRight(Resource resource, String id, Permission right) {
        List<Authorization> grants = Stream.of(id, Authorization.ANY)
                .distinct()
                .flatMap(resourceId -> engine
                        .getObject()
                        .getAuthorizationService()
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GRANT)
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .list()
                        .stream())
                .toList();
        return grants.stream()
                .filter(grant -> grant.getGroupId() != null && grant.isPermissionGranted(right))
                .map(Authorization::getGroupId)
                .collect(Collectors.toSet());
    }
}
