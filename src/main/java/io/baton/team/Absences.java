package io.baton.team;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.DiagramHelper;
import io.baton.engine.DiagramOffer;
import io.baton.engine.Doer;
import io.baton.engine.People;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans absences and calls them off; the helper that {@code absence.bpmn} asks when one begins and ends. */
@Service
@DiagramHelper
@Transactional
public class Absences implements DiagramOffer {

    /** A longer absence is a mistyped year. */
    private static final int YEARS_AHEAD = 5;

    private final AbsenceRows rows;
    private final TeamMembers members;
    private final Backups backups;
    private final AbsenceProcess process;
    private final People people;
    private final AbsenceRights rights;
    private final Doer doer;
    private final TeamZone zone;
    private final Clock clock;

    Absences(
            AbsenceRows rows,
            TeamMembers members,
            Backups backups,
            AbsenceProcess process,
            People people,
            AbsenceRights rights,
            Doer doer,
            TeamZone zone,
            Clock clock) {
        this.rows = rows;
        this.members = members;
        this.backups = backups;
        this.process = process;
        this.people = people;
        this.rights = rights;
        this.doer = doer;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Set<String> messages() {
        return Set.of(AbsenceProcess.CALLED_OFF);
    }

    /** When the absence of an instance begins; for its timer. */
    public Date begins(DelegateExecution execution) {
        return Date.from(of(execution).from());
    }

    /** When the absence of an instance ends; for its timer. */
    public Date ends(DelegateExecution execution) {
        return Date.from(of(execution).until());
    }

    private Absence of(DelegateExecution execution) {
        long id = Long.parseLong(AbsenceProcess.ABSENCE.require(execution));
        return rows.find(id).orElseThrow(() -> new IllegalStateException("There is no absence " + id));
    }

    /**
     * What somebody plans, as it was given.
     *
     * @param person who is away, or null for the acting person
     * @param from the first day, such as {@code 2026-03-30}
     * @param until the last day
     */
    record Plan(
            @Nullable String person,
            @Nullable String from,
            @Nullable String until,
            @Nullable String backup,
            @Nullable String reason) {}

    /**
     * Records an absence.
     *
     * @param instance the process instance that looks after it
     * @throws Refusal as {@link #checked}
     */
    long plan(Plan plan, String instance) {
        members.waitForOtherChanges();
        return rows.add(checked(plan, instance));
    }

    /**
     * Checks a plan, and writes nothing.
     *
     * @throws Refusal naming every wrong field; or forbidden, where the plan is somebody else's to make
     */
    @Transactional(readOnly = true)
    void check(Plan plan) {
        checked(plan, "");
    }

    private Absence checked(Plan plan, String instance) {
        FieldChecks check = new FieldChecks();
        String given = check.text("person", plan.person(), Texts.SHORT);
        String backup = check.text("backup", plan.backup(), Texts.SHORT);
        String reason = check.text("reason", plan.reason(), Texts.SHORT);
        LocalDate from = check.date("from", plan.from());
        LocalDate until = check.date("until", plan.until());
        Instant now = clock.instant();
        checkOrder(check, from, until, LocalDate.ofInstant(now, zone.id()));
        check.refuseIfWrong();

        String person = given == null ? doer.id() : given;
        rights.require(person);
        if (!people.exists(person)) {
            throw Refusal.ofField("person", "'" + person + "' is nobody's user name");
        }
        Instant begin = from.atStartOfDay(zone.id()).toInstant();
        Instant end = until.plusDays(1).atStartOfDay(zone.id()).toInstant();
        rows.overlapping(person, begin, end).stream()
                .findFirst()
                .ifPresent(other -> check.wrong(
                        "from",
                        "overlaps with an absence of %s from %s until %s"
                                .formatted(
                                        person,
                                        day(other.from()),
                                        day(other.until().minusNanos(1)))));
        backups.check(check, person, backup, begin, end);
        check.refuseIfWrong();
        return new Absence(0, person, begin, end, backup, reason, doer.id(), now, null, null, instance);
    }

    private static void checkOrder(
            FieldChecks check, @Nullable LocalDate from, @Nullable LocalDate until, LocalDate today) {
        if (from != null && from.isBefore(today)) {
            check.wrong("from", "must not be in the past");
        }
        if (from != null && until != null && until.isBefore(from)) {
            check.wrong("until", "must not be before from");
        }
        if (until != null && until.isAfter(today.plusYears(YEARS_AHEAD))) {
            check.wrong("until", "must be within " + YEARS_AHEAD + " years");
        }
    }

    private String day(Instant moment) {
        return LocalDate.ofInstant(moment, zone.id()).toString();
    }

    /**
     * The person is back early, or does not go at all: what was lent comes back at once.
     *
     * @throws Refusal where there is no such absence, it is over or called off already, or it is somebody else's to say
     */
    void callOff(long id) {
        Absence absence = rows.lock(id).orElseThrow(() -> AbsenceRows.unknown(id));
        rights.require(absence.person());
        Instant now = clock.instant();
        if (absence.cancelledAt() != null) {
            throw Refusal.conflict("This absence was called off already.");
        }
        if (!absence.until().isAfter(now)) {
            throw Refusal.conflict("This absence is over.");
        }
        if (!process.canBeCalledOff(absence.instance())) {
            throw Refusal.conflict("This absence runs on a diagram that does not wait for its calling off.");
        }
        rows.cancel(id, now, doer.id());
        process.calledOff(absence.instance());
    }

    /**
     * The same, of the absence in which a person is now or, where they are here, of the next that is planned.
     *
     * @param person who is back, or null for the acting person
     * @throws Refusal as {@link #callOff}, and where the person is not away and plans not to be
     */
    void callOffNextOf(@Nullable String person) {
        String given = Texts.optional("person", person, Texts.SHORT);
        String who = given == null ? doer.id() : given;
        rights.require(who);
        callOff(rows.from(who, clock.instant()).stream()
                .findFirst()
                .map(Absence::id)
                .orElseThrow(() -> Refusal.conflict(who + " is not away, and plans no absence.")));
    }
}
