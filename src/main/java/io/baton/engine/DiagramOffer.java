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

    /** The names of the lists that a task's form can offer as choices. */
    default Set<String> lists() {
        return Set.of();
    }

    /** The names of the messages that it passes on to waiting diagrams. */
    default Set<String> messages() {
        return Set.of();
    }
}
