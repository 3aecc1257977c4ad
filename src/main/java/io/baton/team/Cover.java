package io.baton.team;

import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.engine.Desk;
import io.baton.engine.Desk.OpenTask;
import io.baton.engine.Doer;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has somebody else do what falls due while a person is away, and gives back what is left. It goes to the first along the
 * chain of backups who is here and wears one of the task's hats; where there is nobody, back to the task's team, where its
 * people and the managers see it. Both stand in the journal, and the customer's owner stays who it is.
 */
@Service
@Transactional
class Cover {

    private final Presence presence;
    private final AbsenceRows absences;
    private final LentTasks lentTasks;
    private final Desk desk;
    private final CustomerRecord record;
    private final Doer doer;
    private final Clock clock;

    Cover(
            Presence presence,
            AbsenceRows absences,
            LentTasks lentTasks,
            Desk desk,
            CustomerRecord record,
            Doer doer,
            Clock clock) {
        this.presence = presence;
        this.absences = absences;
        this.lentTasks = lentTasks;
        this.desk = desk;
        this.record = record;
        this.doer = doer;
        this.clock = clock;
    }

    /** An absence begins: what the person has, and what is due before the return, goes to others. */
    void handOver(long id) {
        Absence absence = absences.lock(id).orElseThrow();
        // Customer by customer in one order, as two absences may begin at the same moment.
        List<OpenTask> tasks = desk.of(absence.person(), absence.until()).stream()
                .sorted(Comparator.comparing(OpenTask::businessKey, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        for (OpenTask task : tasks) {
            lockCustomer(task.businessKey());
            lend(task, absence).ifPresent(loan -> desk.assign(task.id(), loan.standIn()));
        }
    }

    /**
     * A task that is about to be given to a person.
     *
     * @return to whom it goes instead; empty where the person is here, or it is due after the return
     */
    Optional<Loan> instead(OpenTask task, Instant due) {
        if (task.assignee() == null) {
            return Optional.empty();
        }
        return absences.at(task.assignee(), clock.instant())
                .filter(absence -> due.isBefore(absence.until()))
                .flatMap(absence -> lend(task, absence));
    }

    /**
     * To whom a task goes.
     *
     * @param standIn the person, or null where it goes back to its team
     */
    record Loan(@Nullable String standIn) {}

    /** Whose stand-in is away in turn lends on what is lent: the loan stays that of the first person. */
    private Optional<Loan> lend(OpenTask task, Absence absence) {
        Optional<LentTask> open = lentTasks.of(task.id());
        // What a manager gave to somebody in the meantime is theirs.
        Optional<LentTask> before = open.filter(lent -> absence.person().equals(lent.standIn()));
        String person = before.map(LentTask::person).orElse(absence.person());
        String standIn = presence.standInFor(person, task.teams()).orElse(null);
        if (standIn == null && task.teams().isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        open.ifPresent(lent -> lentTasks.returned(lent.id(), now));
        lentTasks.add(task.id(), before.map(LentTask::absence).orElse(absence.id()), person, standIn, now);
        String because = absence.person() + " is away until " + presence.lastDay(absence.until());
        tell(
                task,
                "lent",
                absence.person(),
                standIn == null
                        ? "'%s' went back to the team %s: %s, and nobody stands in."
                                .formatted(task.name(), String.join(", ", task.teams()), because)
                        : "'%s' was lent to %s: %s.".formatted(task.name(), standIn, because),
                standIn);
        return Optional.of(new Loan(standIn));
    }

    /** An absence is over: what is open and was not taken by somebody else comes back, unless the person is away again. */
    void giveBack(long id) {
        Absence absence = absences.lock(id).orElseThrow();
        Instant now = clock.instant();
        Optional<Absence> next = absences.at(absence.person(), now).filter(other -> other.id() != id);
        for (LentTask lent : lentTasks.lock(id)) {
            if (next.isPresent()) {
                lentTasks.prolong(lent.id(), next.get().id());
            } else {
                desk.lookFor(lent.task())
                        .filter(task ->
                                task.assignee() == null || task.assignee().equals(lent.standIn()))
                        .ifPresent(task -> giveBack(task, lent));
                // Whoever hears of the task on its way back finds the loan still.
                lentTasks.returned(lent.id(), now);
            }
        }
    }

    private void giveBack(OpenTask task, LentTask lent) {
        lockCustomer(task.businessKey());
        desk.assign(task.id(), lent.person());
        tell(
                task,
                "given-back",
                task.assignee(),
                "'%s' was given back to %s.".formatted(task.name(), lent.person()),
                lent.person());
    }

    private void lockCustomer(@Nullable String businessKey) {
        if (isCustomer(businessKey)) {
            record.lock(businessKey);
        }
    }

    private void tell(OpenTask task, String event, @Nullable String from, String what, @Nullable String to) {
        if (isCustomer(task.businessKey())) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("event", event);
            data.put("task", task.name());
            if (from != null) {
                data.put("from", from);
            }
            if (to != null) {
                data.put("to", to);
            }
            record.lent(task.businessKey(), doer.id(), what, data);
        }
    }

    private static boolean isCustomer(@Nullable String businessKey) {
        return businessKey != null && CustomerNumber.isOne(businessKey);
    }
}
