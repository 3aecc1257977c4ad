package io.baton.team;

import io.baton.api.Refusal;
import io.baton.engine.Doer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everybody speaks of their own absences; a manager or an administrator of everybody's. */
@Component
class AbsenceRights {

    private static final List<String> FOR_OTHERS = List.of("managers", "camunda-admin");

    private final Doer doer;

    AbsenceRights(Doer doer) {
        this.doer = doer;
    }

    boolean has(String person) {
        return person.equals(doer.id()) || FOR_OTHERS.stream().anyMatch(doer::wears);
    }

    /**
     * Refuses where the absence is somebody else's to speak of.
     *
     * @throws Refusal forbidden, naming who may
     */
    void require(String person) {
        if (!has(person)) {
            throw Refusal.forbidden("That is for " + person + " or a manager to say.");
        }
    }
}
