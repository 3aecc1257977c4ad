package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import io.baton.customer.Party;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * By when one step of one customer is done. Opened with its task and closed with it; what became of it is never changed
 * afterwards, and a breach stands from the moment it is recorded (the database refuses both).
 */
@Entity
@NullUnmarked
class Deadline {

    /** How a deadline ended. */
    enum End {
        /** The step was done. */
        DONE,
        /** The process moved on without the step. */
        DROPPED,
        /** A manager set a new date; another deadline of the same step goes on. */
        EXTENDED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "deadline_seq")
    @SequenceGenerator(name = "deadline_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    private Long customerId;

    private String processInstanceId;

    private String activityId;

    private String taskId;

    private String followUp;

    private boolean ofTask;

    private String what;

    private String playbook;

    private String stage;

    private String valueTier;

    private String severity;

    private Instant startedAt;

    private Instant countedFrom;

    private LocalDate agreedOn;

    private LocalDate countsBackFrom;

    private boolean setByManager;

    private Instant dueAt;

    private Instant pausedFrom;

    private Instant pausedUntil;

    private Instant remindedAt;

    private Instant breachedAt;

    @Embedded
    @AttributeOverride(name = "type", column = @Column(name = "breach_owner_type"))
    @AttributeOverride(name = "id", column = @Column(name = "breach_owner_id"))
    private Party breachOwner;

    private String breachAssignee;

    private Instant endedAt;

    private String endedBy;

    @Enumerated(EnumType.STRING)
    private End endedAs;

    protected Deadline() {}

    /**
     * The step that waits.
     *
     * @param customer its number, or null where the process is about none
     * @param what the task's label on the diagram
     */
    record Step(@Nullable String customer, String processInstanceId, String activityId, String taskId, String what) {}

    /** @param ofTask whether the task's own due date is this one; another may stand beside it */
    Deadline(
            Step step,
            String followUp,
            boolean ofTask,
            Situation situation,
            Instant startedAt,
            Instant countedFrom,
            Due due) {
        customerId = step.customer() == null ? null : CustomerNumber.idOf(step.customer());
        processInstanceId = step.processInstanceId();
        activityId = step.activityId();
        taskId = step.taskId();
        what = step.what();
        this.followUp = followUp;
        this.ofTask = ofTask;
        playbook = situation.playbook();
        stage = situation.stage();
        valueTier = situation.valueTier();
        severity = situation.severity();
        this.startedAt = startedAt;
        this.countedFrom = countedFrom;
        moveTo(due);
    }

    /** The same step with a new date, from now on; this one is closed as extended. */
    Deadline extended(Situation today, Instant countedFrom, Due due, Instant now, String by) {
        Deadline next = new Deadline(step(), followUp, ofTask, today, now, countedFrom, due);
        end(End.EXTENDED, now, by);
        return next;
    }

    long id() {
        return id;
    }

    Step step() {
        return new Step(customer(), processInstanceId, activityId, taskId, what);
    }

    @Nullable
    String customer() {
        return customerId == null ? null : CustomerNumber.of(customerId);
    }

    String followUp() {
        return followUp;
    }

    boolean isOfTask() {
        return ofTask;
    }

    String taskId() {
        return taskId;
    }

    String what() {
        return what;
    }

    Situation situation() {
        return new Situation(playbook, stage, valueTier, severity);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** From when on the window counts: the same, or the beginning of the stage. */
    Instant countedFrom() {
        return countedFrom;
    }

    @Nullable
    LocalDate agreedOn() {
        return agreedOn;
    }

    /** Whether the customer was promised the day; what a manager set is no promise. */
    boolean isPromised() {
        return agreedOn != null && !setByManager;
    }

    /** The date that the window counts back from; null where it counts from the beginning. */
    @Nullable
    LocalDate countsBackFrom() {
        return countsBackFrom;
    }

    Instant dueAt() {
        return dueAt;
    }

    @Nullable
    Instant remindedAt() {
        return remindedAt;
    }

    @Nullable
    Instant breachedAt() {
        return breachedAt;
    }

    boolean isBreached() {
        return breachedAt != null;
    }

    boolean isOpen() {
        return endedAt == null;
    }

    boolean wasEverPaused() {
        return pausedFrom != null;
    }

    /** Whether the customer's answer is waited for at this instant. */
    boolean isPausedAt(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    void reminded(Instant now) {
        remindedAt = now;
    }

    /** It was missed; that stands from now on. */
    void breached(Instant now, @Nullable Party owner, @Nullable String assignee) {
        breachedAt = now;
        breachOwner = owner;
        breachAssignee = assignee;
    }

    /** Another date, and another reason for it. */
    final void moveTo(Due due) {
        dueAt = due.at();
        agreedOn = due.agreedOn();
        countsBackFrom = due.countsBackFrom();
        setByManager = agreedOn != null && !due.promised();
    }

    /** Another moment for the same reason. */
    void moveTo(Instant due) {
        dueAt = due;
    }

    /** The customer is waited for once more. */
    void pausedBetween(Instant from, Instant until) {
        pausedFrom = pausedFrom == null ? from : pausedFrom;
        pausedUntil = until;
    }

    /** From when on pauses count: those from before the date was agreed do not. */
    @Nullable
    Instant pausedFrom() {
        return pausedFrom;
    }

    /** A new date was agreed: it holds whatever was waited for before. */
    void forgetPauses() {
        pausedFrom = null;
        pausedUntil = null;
    }

    /** Nobody said a day, from now on: what the table says counts. */
    void notAgreed() {
        agreedOn = null;
        countsBackFrom = null;
        setByManager = false;
    }

    /** Until when the customer is or was waited for last; null where never. */
    @Nullable
    Instant pausedUntil() {
        return pausedUntil;
    }

    /** Nothing is waited for any more. */
    void pauseEndedAt(Instant now) {
        pausedUntil = now;
    }

    DeadlineView view(Instant now, List<DeadlineView.PauseView> pauses) {
        return new DeadlineView(
                what,
                followUp,
                state(now),
                startedAt,
                dueAt,
                breachedAt,
                breachOwner == null ? null : breachOwner.id(),
                breachAssignee,
                endedAt,
                pauses);
    }

    private String state(Instant now) {
        if (isBreached()) {
            return isOpen() ? "overdue" : "missed";
        }
        if (isOpen()) {
            return isPausedAt(now) ? "paused" : "open";
        }
        return endedAs == End.DROPPED ? "dropped" : "met";
    }

    void end(End how, Instant now, @Nullable String by) {
        endedAs = how;
        endedAt = now;
        endedBy = by;
    }
}
