package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** One pass of one customer. Only one is open at a time; the database says so too. */
@Entity
@NullUnmarked
class Handoff {

    /** Where a handoff stands. */
    enum State {
        /** The giver writes the note. */
        PREPARING,
        /** The receiver is asked. */
        OFFERED,
        /** The receiver sent it back; the giver has it again. */
        RETURNED,
        /** The receiver owns the customer. */
        ACCEPTED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "handoff_seq")
    @SequenceGenerator(name = "handoff_seq", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    private long customerId;
    private String givingTeam;
    private String receivingTeam;
    private String giver;
    private String receiver;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant since;
    private String note;
    private String returnReason;
    private int timesReturned;
    private long giverSeconds;
    private long receiverSeconds;

    protected Handoff() {}

    Handoff(CustomerFacts customer, String givingTeam, String receivingTeam, Instant now) {
        customerId = CustomerNumber.idOf(customer.number());
        this.givingTeam = givingTeam;
        this.receivingTeam = receivingTeam;
        giver = customer.owner().isPerson() ? customer.owner().id() : givingTeam;
        state = State.PREPARING;
        since = now;
    }

    /** The giver names a receiver and says what the receiver has to know. */
    void offer(String giver, String receiver, @Nullable String note, Instant now) {
        this.giver = giver;
        this.receiver = receiver;
        this.note = note;
        become(State.OFFERED, now);
    }

    /** Nobody is asked: the receiver is named, and has it with the next step. */
    void receivedBy(@Nullable String person) {
        receiver = person;
    }

    /** The giver takes the offer back. */
    void withdraw(Instant now) {
        if (state != State.OFFERED) {
            throw Refusal.conflict("The handoff is not waiting for an answer: there is nothing to withdraw.");
        }
        receiver = null;
        become(State.PREPARING, now);
    }

    /** The receiver sends it back, and says why. */
    void sendBack(String reason, Instant now) {
        returnReason = reason;
        timesReturned++;
        become(State.RETURNED, now);
    }

    /** The receiver takes over. */
    void accept(Instant now) {
        become(State.ACCEPTED, now);
    }

    private void become(State next, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (state == State.OFFERED) {
            receiverSeconds += seconds;
        } else {
            giverSeconds += seconds;
        }
        state = next;
        since = now;
    }

    Instant since() {
        return since;
    }

    String givingTeam() {
        return givingTeam;
    }

    String receivingTeam() {
        return receivingTeam;
    }

    /** The person who gives or, while nobody of a team has taken the customer, the team. */
    String giver() {
        return giver;
    }

    @Nullable
    String receiver() {
        return receiver;
    }

    @Nullable
    String note() {
        return note;
    }

    @Nullable
    String returnReason() {
        return returnReason;
    }

    State state() {
        return state;
    }

    /** How long it sat with the giver, over all rounds. */
    long giverSeconds() {
        return giverSeconds;
    }

    /** How long it sat with the receiver, over all rounds. */
    long receiverSeconds() {
        return receiverSeconds;
    }

    int timesReturned() {
        return timesReturned;
    }
}
