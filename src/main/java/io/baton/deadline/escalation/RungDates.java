package io.baton.deadline.escalation;

import io.baton.customer.CustomerRecord;
import io.baton.deadline.MissedDeadline;
import io.baton.deadline.OpenDeadlines;
import io.baton.deadline.WaitingRungs;
import io.baton.engine.TeamZone;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the next rungs of open escalations anew, from the moment at which the rung before was climbed. */
@Component
@Transactional
class RungDates implements WaitingRungs {

    private static final Logger LOG = LoggerFactory.getLogger(RungDates.class);

    private final EscalationRows rows;
    private final EscalationProcess process;
    private final EscalationLadder ladder;
    private final OpenDeadlines deadlines;
    private final CustomerRecord record;
    private final TeamZone zone;

    RungDates(
            EscalationRows rows,
            EscalationProcess process,
            EscalationLadder ladder,
            OpenDeadlines deadlines,
            CustomerRecord record,
            TeamZone zone) {
        this.rows = rows;
        this.process = process;
        this.ladder = ladder;
        this.deadlines = deadlines;
        this.record = record;
        this.zone = zone;
    }

    @Override
    public Found after(long escalation, int most, boolean toMove) {
        List<EscalationRows.Key> keys = rows.waitingAfter(escalation, Limit.of(most));
        if (keys.isEmpty()) {
            return new Found(List.of(), null);
        }
        long last = keys.get(keys.size() - 1).id();
        List<Long> ids = keys.stream().map(EscalationRows.Key::deadlineId).toList();
        if (toMove) {
            deadlines.holdAll(ids);
        }
        Map<Long, MissedDeadline> missed = deadlines.missed(ids);
        List<Escalation> found = toMove ? rows.lockWaiting(escalation, last) : rows.waiting(escalation, last);
        return new Found(
                found.stream()
                        .map(one -> waiting(one, missed.get(one.deadlineId())))
                        .filter(Objects::nonNull)
                        .toList(),
                keys.size() < most ? null : last);
    }

    /** What nothing can be said of any more stays as it is, and must not keep all others from being moved. */
    private @Nullable Waiting waiting(Escalation escalation, @Nullable MissedDeadline missed) {
        Instant next = escalation.nextRungAt();
        if (missed == null || next == null) {
            return null;
        }
        return new Waiting(
                escalation.id(),
                missed.customer(),
                "Next rung: " + missed.what(),
                "escalation",
                next,
                newNext(escalation, missed, next));
    }

    private Instant newNext(Escalation escalation, MissedDeadline missed, Instant next) {
        Instant climbedAt = escalation.climbedAt();
        if (climbedAt == null) {
            return next;
        }
        try {
            Rung rung = ladder.rung(missed, escalation.rung());
            return deadlines.after(missed.id(), climbedAt, rung.next());
        } catch (IllegalStateException e) {
            LOG.warn("The next rung of escalation {} stays as it is: {}", escalation.id(), e.getMessage());
            return next;
        }
    }

    @Override
    public void move(Map<Long, Instant> dates, String by) {
        Map<String, EscalationProcess.Move> moves = new LinkedHashMap<>();
        for (Escalation escalation : dates.isEmpty() ? List.<Escalation>of() : rows.findByIdIn(dates.keySet())) {
            Instant before = Objects.requireNonNull(escalation.nextRungAt());
            Instant after = dates.get(escalation.id());
            escalation.nextRungAt(after);
            if (escalation.processInstanceId() != null) {
                moves.put(escalation.processInstanceId(), new EscalationProcess.Move(before, after));
            }
            if (escalation.customer() != null) {
                record.rescheduled(
                        escalation.customer(),
                        by,
                        "Next rung of an escalation moved from %s to %s: working hours or the ladder changed."
                                .formatted(zone.minute(before), zone.minute(after)),
                        Map.of(
                                "deadline",
                                escalation.deadlineId(),
                                "rung",
                                escalation.rung() + 1,
                                "due",
                                before.toString(),
                                "newDue",
                                after.toString()));
            }
        }
        process.wait(moves);
    }
}
