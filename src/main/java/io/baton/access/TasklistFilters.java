package io.baton.access;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The filters that everybody finds in the Tasklist: what is mine, my team's, late, due, and the two busiest queues. */
@Component
class TasklistFilters {

    private static final List<Map<String, String>> ON_THE_CARD =
            List.of(Map.of("name", "company", "label", "Customer"), Map.of("name", "stageLabel", "label", "Stage"));

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TasklistFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** Creates the filters that are missing; one that an administrator changed stays changed. */
    void create() {
        create(
                "My work",
                1,
                "What you have taken, the earliest due first",
                query().taskAssigneeExpression("${currentUser()}"));
        create(
                "My team's queue",
                2,
                "What waits for somebody of your teams",
                query().taskCandidateGroupInExpression("${currentUserGroups()}"));
        create(
                "Overdue",
                3,
                "Yours and your teams' steps whose date has passed",
                mineOrMyTeams().dueBeforeExpression("${now()}"));
        create(
                "Due today",
                4,
                "Yours and your teams' steps that are due before midnight",
                mineOrMyTeams().dueAfterExpression("${startOfToday()}").dueBeforeExpression("${endOfToday()}"));
        create(
                "Leads",
                5,
                "New leads that wait for a first answer",
                query().processDefinitionKey("lead-qualification"));
        create(
                "Handoffs",
                6,
                "Customers on their way from one owner to the next",
                query().processDefinitionKey("customer-handoff"));
    }

    private TaskQuery query() {
        return tasks.createTaskQuery().orderByDueDate().asc();
    }

    private TaskQuery mineOrMyTeams() {
        return query().or()
                .taskAssigneeExpression("${currentUser()}")
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .endOr();
    }

    private void create(String name, int position, String description, TaskQuery query) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(name);
        filter.setQuery(query);
        filter.setProperties(Map.of(
                "description", description,
                "priority", position,
                "color", "#3e5a6f",
                "refresh", true,
                "variables", ON_THE_CARD));
        filters.saveFilter(filter);
        Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setResource(Resources.FILTER);
        everybody.setResourceId(filter.getId());
        everybody.setPermissions(new Permissions[] {Permissions.READ});
        authorizations.saveAuthorization(everybody);
    }
}
