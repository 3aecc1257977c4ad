package io.baton.customer;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.Desk;
import io.baton.engine.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives an open task to another person, on record and with a reason. The customer's owner stays who it is. */
@Service
public class Reassignment {

    private final Desk desk;
    private final People people;
    private final StandIns standIns;
    private final CustomerRecord record;

    Reassignment(Desk desk, People people, StandIns standIns, CustomerRecord record) {
        this.desk = desk;
        this.people = people;
        this.standIns = standIns;
        this.record = record;
    }

    /**
     * Reassigns a task.
     *
     * @param to the person who gets it
     * @param reason why, for the journal
     * @param by who decided it
     * @return the customer's number
     * @throws Refusal where the task is not open or about no customer, a field is missing, or the person does not exist,
     *     lacks the hat or is away
     */
    @Transactional
    public String reassign(String task, @Nullable String to, @Nullable String reason, String by) {
        FieldChecks check = new FieldChecks();
        String receiver = check.requiredText("to", to, Texts.SHORT);
        String why = check.requiredText("reason", reason, Texts.SHORT);
        check.refuseIfWrong();
        Desk.OpenTask open = desk.find(task);
        if (open.businessKey() == null) {
            throw Refusal.conflict("'" + open.name() + "' is about no customer: whoever is in its team can take it.");
        }
        if (open.teams().stream().noneMatch(team -> people.wears(receiver, team))) {
            throw Refusal.ofField("to", "'" + receiver + "' is not in the team " + String.join(", ", open.teams()));
        }
        standIns.whereIs(receiver).ifPresent(where -> {
            throw Refusal.ofField("to", "cannot take it now: " + where);
        });
        give(task, receiver, why, by);
        return open.businessKey();
    }

    /**
     * Gives an open task to a person who stands in for its team: a manager, or the backup of whoever had it.
     *
     * @param by who decided it
     */
    @Transactional
    public void give(String task, String to, String reason, String by) {
        Desk.OpenTask open = desk.find(task);
        desk.assign(task, to);
        if (open.businessKey() != null && CustomerNumber.isOne(open.businessKey())) {
            record.reassigned(open.businessKey(), by, open.name(), open.assignee(), to, reason);
        }
    }
}
