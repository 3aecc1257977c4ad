package io.baton.deadline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A time for which a step waits for the customer's answer. */
@Entity
@Table(name = "deadline_pause")
@NullUnmarked
class Pause {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "deadline_pause_seq")
    @SequenceGenerator(name = "deadline_pause_seq", allocationSize = 50)
    private Long id;

    private long deadlineId;

    private Instant fromAt;

    private Instant untilAt;

    private String reason;

    @Column(name = "by_id")
    private String by;

    protected Pause() {}

    Pause(long deadlineId, Instant from, Instant until, String reason, String by) {
        this.deadlineId = deadlineId;
        fromAt = from;
        untilAt = until;
        this.reason = reason;
        this.by = by;
    }

    /** Working time that it takes from the deadline. */
    Duration length(BusinessCalendar calendar) {
        return calendar.between(fromAt, untilAt);
    }

    boolean beganBefore(@Nullable Instant moment) {
        return moment != null && fromAt.isBefore(moment);
    }

    boolean isOnAt(Instant now) {
        return !now.isBefore(fromAt) && now.isBefore(untilAt);
    }

    DeadlineView.PauseView view() {
        return new DeadlineView.PauseView(fromAt, untilAt, reason, by);
    }

    /** The customer answered before the time was over. */
    void endAt(Instant now) {
        untilAt = now;
    }
}
