package io.baton.engine;

import java.util.Set;

/**
 * What a part of the business offers to diagrams and forms besides its steps. A deployed diagram or form that counts on
 * anything else is refused.
 */
public interface DiagramOffer {

    /** The names of the process variables that its steps set and that any diagram's expressions may read. */
    default Set<String> variables() {
        return Set.of();
    }

    /** Those of its variables that hold groups, so that a task can be for their people. */
    default Set<String> teams() {
        return Set.of();
    }

    /** The names of the lists that a task's form can offer as choices. */
    default Set<String> lists() {
        return Set.of();
    }

    /** The names of the messages that it passes on to waiting diagrams. */
    default Set<String> messages() {
        return Set.of();
    }

    /** The lead pools in which leads stand now, so that their table has to go on naming them. */
    default Set<String> poolsInUse() {
        return Set.of();
    }

    /** The keys under which the record itself is asked what it knows of a customer. */
    default Set<String> recordKeys() {
        return Set.of();
    }
}
