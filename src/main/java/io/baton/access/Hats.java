package io.baton.access;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The hats as groups of the engine, and what each may see and do there: grants on definitions, never on single tasks. */
@Component
class Hats {

    /** Staff who work on customers. */
    static final List<String> STAFF = List.of("sales", "delivery", "success", "support");

    static final String MANAGERS = "managers";
    static final String PROCESS_OWNERS = "process-owners";
    static final String INTEGRATIONS = "integrations";

    private static final Map<String, String> NAMES = Map.of(
            "sales",
            "Sales",
            "delivery",
            "Delivery",
            "success",
            "Customer success",
            "support",
            "Support",
            MANAGERS,
            "Managers",
            PROCESS_OWNERS,
            "Process owners",
            INTEGRATIONS,
            "Integrations");

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    Hats(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** Creates what is missing; what is there already stays as the administrator left it. */
    void create() {
        NAMES.forEach((id, name) -> createGroup(id, name, Groups.GROUP_TYPE_WORKFLOW));
        createGroup(Groups.CAMUNDA_ADMIN, "Administrators", Groups.GROUP_TYPE_SYSTEM);
        for (Resource resource : Resources.values()) {
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
        for (String hat : STAFF) {
            worksInTheTasklist(hat);
        }
        worksInTheTasklist(MANAGERS);
        grant(MANAGERS, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(MANAGERS, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
        grant(PROCESS_OWNERS, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(
                PROCESS_OWNERS,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE);
        grant(
                PROCESS_OWNERS,
                Resources.DECISION_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                Permissions.READ_HISTORY);
        grant(PROCESS_OWNERS, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ, Permissions.CREATE);
    }

    private void worksInTheTasklist(String group) {
        grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.TASK_WORK,
                // To give a task back; whose task and to whom is decided by the engine package's OnlyOwnWork.
                ProcessDefinitionPermissions.TASK_ASSIGN,
                // Which diagrams can be started at all is said by the diagrams themselves.
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        grant(group, Resources.USER, Authorization.ANY, Permissions.READ);
        grant(group, Resources.GROUP, Authorization.ANY, Permissions.READ);
    }

    private void createGroup(String id, String name, String type) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(type);
            identity.saveGroup(group);
        }
    }

    private void grant(String group, Resource resource, String resourceId, Permission... permissions) {
        boolean granted = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .count()
                > 0;
        if (!granted) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(resource);
            grant.setResourceId(resourceId);
            grant.setPermissions(permissions);
            authorizations.saveAuthorization(grant);
        }
    }
}
