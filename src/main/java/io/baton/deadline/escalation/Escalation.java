package io.baton.deadline.escalation;

import io.baton.customer.CustomerNumber;
import io.baton.deadline.MissedDeadline;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A missed step on its way up the ladder, and what came of it. The database refuses to change a closed one. */
@Entity
@NullUnmarked
class Escalation {

    /** How it ended. */
    enum Outcome {
        /** The step was done, or was not needed any more, before anybody answered. */
        STEP_DONE,
        TAKEN_OVER,
        REASSIGNED,
        EXTENDED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "escalation_seq")
    @SequenceGenerator(name = "escalation_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    private long deadlineId;

    private Long customerId;

    private String processInstanceId;

    private String ladder;

    private int rung;

    private String handler;

    private String asked = "";

    private Instant climbedAt;

    private Instant nextRungAt;

    private Instant openedAt;

    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String endedBy;

    private String reason;

    protected Escalation() {}

    Escalation(MissedDeadline missed, Instant now) {
        deadlineId = missed.id();
        customerId = missed.customer() == null ? null : CustomerNumber.idOf(missed.customer());
        ladder = missed.ladder();
        openedAt = now;
    }

    long id() {
        return id;
    }

    long deadlineId() {
        return deadlineId;
    }

    @Nullable
    String customer() {
        return customerId == null ? null : CustomerNumber.of(customerId);
    }

    @Nullable
    String processInstanceId() {
        return processInstanceId;
    }

    int rung() {
        return rung;
    }

    @Nullable
    String handler() {
        return handler;
    }

    Set<String> asked() {
        return asked.isEmpty() ? Set.of() : Set.copyOf(List.of(asked.split(",")));
    }

    @Nullable
    Instant nextRungAt() {
        return nextRungAt;
    }

    /** From when on the next rung counts; null where it was climbed before anybody wrote that down. */
    @Nullable
    Instant climbedAt() {
        return climbedAt;
    }

    void nextRungAt(Instant at) {
        nextRungAt = at;
    }

    boolean isOpen() {
        return endedAt == null;
    }

    void runsAs(String processInstance) {
        processInstanceId = processInstance;
    }

    /** Climbs the next rung. */
    void climb(@Nullable String person, boolean isAsked, Instant now, Instant next) {
        rung++;
        climbedAt = now;
        handler = person;
        nextRungAt = next;
        if (isAsked && person != null) {
            Set<String> all = new LinkedHashSet<>(asked());
            all.add(person);
            asked = String.join(",", all);
        }
    }

    void end(Outcome how, Instant now, String by, @Nullable String why) {
        outcome = how;
        endedAt = now;
        endedBy = by;
        reason = why;
        nextRungAt = null;
    }
}
