package io.baton.deadline.escalation;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Reassignment;
import io.baton.deadline.MissedDeadline;
import io.baton.deadline.MissedDeadlines;
import io.baton.deadline.OpenDeadlines;
import io.baton.deadline.escalation.Escalation.Outcome;
import io.baton.engine.Doer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a missed step up the ladder, and records what came of it. */
@Service
@Transactional
class Escalations implements MissedDeadlines {

    private final EscalationRows rows;
    private final EscalationProcess process;
    private final EscalationLadder ladder;
    private final EscalationHandlers handlers;
    private final OpenDeadlines deadlines;
    private final Reassignment reassignment;
    private final CustomerRecord record;
    private final Clock clock;

    Escalations(
            EscalationRows rows,
            EscalationProcess process,
            EscalationLadder ladder,
            EscalationHandlers handlers,
            OpenDeadlines deadlines,
            Reassignment reassignment,
            CustomerRecord record,
            Clock clock) {
        this.rows = rows;
        this.process = process;
        this.ladder = ladder;
        this.handlers = handlers;
        this.deadlines = deadlines;
        this.reassignment = reassignment;
        this.record = record;
        this.clock = clock;
    }

    @Override
    public void missed(MissedDeadline missed) {
        Escalation escalation = rows.saveAndFlush(new Escalation(missed, clock.instant()));
        escalation.runsAs(process.begin(missed.customer(), missed.id()));
    }

    @Override
    public void over(long deadline) {
        rows.lock(deadline).filter(Escalation::isOpen).ifPresent(escalation -> {
            if (escalation.processInstanceId() != null) {
                process.stepDone(escalation.processInstanceId());
            }
        });
    }

    /**
     * Where an escalation stands after the next rung.
     *
     * @param asked the person who has to answer, or null where somebody was told only
     * @param over whether the step is done already
     */
    record Standing(@Nullable String asked, boolean over) {}

    /** Climbs the next rung: tells or asks whom the table says. */
    Standing climb(long deadline) {
        deadlines.hold(deadline);
        Escalation escalation = rows.lock(deadline).orElseThrow();
        MissedDeadline missed = deadlines.missed(deadline);
        if (missed == null || !escalation.isOpen()) {
            over(deadline, Doer.BATON);
            return new Standing(null, true);
        }
        Rung rung = ladder.rung(missed, escalation.rung() + 1);
        String person = handlers.person(rung, missed, escalation.asked());
        Instant now = clock.instant();
        escalation.climb(person, rung.asked(), now, deadlines.after(deadline, now, rung.next()));
        boolean moves = rung.moves() && person != null && !person.equals(missed.assignee());
        note(escalation, missed, rung.label() + (person == null ? "." : ": " + person + "."), moves ? "moved" : "rung");
        if (moves) {
            reassignment.give(missed.taskId(), person, missed.label(), Doer.BATON);
        }
        return new Standing(rung.asked() ? person : null, false);
    }

    /**
     * What the person who was asked decided.
     *
     * @param decision {@code take-over}, {@code reassign} or {@code extend}
     * @param colleague who gets the step, where it is given to somebody
     * @param newDate by when it is due from now on; where none is given, after its window anew
     */
    record Answer(
            @Nullable String decision,
            @Nullable String colleague,
            @Nullable LocalDate newDate,
            @Nullable String reason) {}

    /**
     * Somebody answers. The step has a new date from then on, and can be missed once more.
     *
     * @throws Refusal where the decision, the reason or what belongs to it is missing or cannot be
     */
    void answered(long deadline, Answer answer, String by) {
        deadlines.hold(deadline);
        Escalation escalation = rows.lock(deadline).orElseThrow();
        MissedDeadline missed = deadlines.missed(deadline);
        if (missed == null) {
            over(deadline, by);
            return;
        }
        String why = Texts.required("Reason", answer.reason(), Texts.SHORT);
        Outcome outcome = switch (answer.decision() == null ? "" : answer.decision()) {
            case "take-over" -> {
                reassignment.give(missed.taskId(), by, why, by);
                yield Outcome.TAKEN_OVER;
            }
            case "reassign" -> {
                String colleague = answer.colleague();
                if (colleague == null) {
                    throw Refusal.because("Name the person who gets the step.");
                }
                reassignment.reassign(missed.taskId(), colleague, why, by);
                yield Outcome.REASSIGNED;
            }
            case "extend" -> {
                if (answer.newDate() == null) {
                    throw Refusal.because("Give the new date.");
                }
                yield Outcome.EXTENDED;
            }
            default ->
                throw Refusal.because("Choose whether you take the step over, give it to somebody, or set a new date.");
        };
        deadlines.renew(deadline, answer.newDate(), by);
        end(escalation, missed, outcome, by, why);
    }

    /** The step was done, or is not needed any more, before anybody answered. */
    void over(long deadline, String by) {
        Escalation escalation = rows.lock(deadline).orElseThrow();
        if (escalation.isOpen()) {
            escalation.end(Outcome.STEP_DONE, clock.instant(), by, null);
            if (escalation.customer() != null) {
                record.escalated(
                        escalation.customer(),
                        by,
                        "The step was done before anybody had to answer.",
                        Map.of("event", "step-done", "deadline", deadline, "rung", escalation.rung()));
            }
        }
    }

    /** What is known of the escalation of a deadline, for the form of whoever is asked. */
    @Transactional(readOnly = true)
    @Nullable
    MissedDeadline about(long deadline) {
        return deadlines.missed(deadline);
    }

    /** When the next rung follows. */
    @Transactional(readOnly = true)
    Instant nextRungAt(long deadline) {
        Instant next = rows.of(deadline).orElseThrow().nextRungAt();
        if (next == null) {
            throw new IllegalStateException("The escalation of deadline " + deadline + " is over: no rung follows");
        }
        return next;
    }

    private void end(Escalation escalation, MissedDeadline missed, Outcome outcome, String by, String why) {
        escalation.end(outcome, clock.instant(), by, why);
        String what = switch (outcome) {
            case TAKEN_OVER -> "Escalation answered: %s takes over '%s'.".formatted(by, missed.what());
            case REASSIGNED -> "Escalation answered: '%s' was given to somebody else.".formatted(missed.what());
            default -> "Escalation answered: '%s' has a new date.".formatted(missed.what());
        };
        note(
                escalation,
                missed,
                what + " Reason: " + why,
                outcome.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                by);
    }

    private void note(Escalation escalation, MissedDeadline missed, String what, String event) {
        note(escalation, missed, what, event, Doer.BATON);
    }

    private void note(Escalation escalation, MissedDeadline missed, String what, String event, String by) {
        if (missed.customer() == null) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("event", event);
        data.put("deadline", missed.id());
        data.put("step", missed.what());
        data.put("rung", escalation.rung());
        if (escalation.handler() != null) {
            data.put("handler", escalation.handler());
        }
        record.escalated(missed.customer(), by, what, data);
    }
}
