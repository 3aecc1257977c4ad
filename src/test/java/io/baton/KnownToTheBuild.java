package io.baton;

import io.baton.models.Known;
import java.util.Map;
import java.util.Set;

/**
 * What the build takes for known when it checks the models of this repository. That the application offers just this is
 * told by the test of the deployment guard.
 */
public final class KnownToTheBuild {

    public static final Set<String> GROUPS =
            Set.of("sales", "delivery", "success", "support", "managers", "camunda-admin");
    public static final Set<String> HELPERS = Set.of("deadlines", "rungs", "absences", "leads");
    public static final Set<String> VARIABLES = Set.of(
            "owner",
            "outcome",
            "company",
            "stageLabel",
            "team",
            "givingTeam",
            "receivingTeam",
            "lookNeeded",
            "handler",
            "caseOwner",
            "caseNumber",
            "taker",
            "found",
            "moreToMove",
            "priority",
            "validity",
            "leadsWait",
            "importer",
            "askFirst",
            "moreToImport",
            "moreToUndo");
    public static final Set<String> TEAMS = Set.of("team", "givingTeam", "receivingTeam");
    public static final Set<String> LISTS =
            Set.of("playbooks", "lossReasons", "receivers", "returnReasons", "colleagues", "touchKinds");
    public static final Set<String> MESSAGES = Set.of(
            "gate.opened", "handoff.withdrawn", "step.done", "customer.replied", "absence.calledOff", "lead.touched");
    public static final Set<String> RECORD_KEYS =
            Set.of("contact.known", "product.known", "timeline.known", "budget.known");

    private KnownToTheBuild() {}

    static Known with(Set<String> steps, Map<String, Known.Columns> tables) {
        return new Known(GROUPS, steps, HELPERS, VARIABLES, TEAMS, LISTS, MESSAGES, RECORD_KEYS, Set.of(), tables);
    }
}
