package io.baton.lead.pool;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A customer's way through the lead pools: where it was routed, and how long nobody has reached it. */
@Entity
@NullUnmarked
class Lead implements Persistable<Long> {

    @Id
    private Long customerId;

    private String pool;
    private int priority;
    private String validity;
    private Instant routedAt;
    private Instant touchedAt;
    private Instant takenAt;
    private Instant idleDone;
    private int recycled;

    protected Lead() {}

    Lead(String customer, Pool pool, int priority, String validity, Instant now) {
        customerId = CustomerNumber.idOf(customer);
        this.pool = pool.id();
        this.priority = priority;
        this.validity = validity;
        routedAt = now;
        idleDone = now;
    }

    String pool() {
        return pool;
    }

    int recycled() {
        return recycled;
    }

    @Nullable
    Instant touchedAt() {
        return touchedAt;
    }

    /** It was routed once more, such as when its stage was entered again: what was is over. */
    void routed(Pool pool, int priority, String validity, Instant now) {
        this.pool = pool.id();
        this.priority = priority;
        this.validity = validity;
        routedAt = now;
        touchedAt = null;
        takenAt = null;
        idleDone = now;
    }

    /** Somebody reached it. */
    void touched(Instant now) {
        touchedAt = now;
        idleDone = now;
    }

    /** Somebody has it from now on, or nobody any more. */
    void taken(@Nullable Instant at) {
        takenAt = at;
    }

    /** What is wanted of an idle lead is done up to now. */
    void idleHandled(Instant now) {
        idleDone = now;
    }

    /** Nobody reached it, and it went back to its pool. */
    void takenBack() {
        takenAt = null;
        recycled++;
    }

    /** Since when nobody has reached it: its last touch, or its arrival where it has none. */
    Instant silentSince() {
        return touchedAt == null ? routedAt : touchedAt;
    }

    /** Since when its owner has not reached it: from when they took it, where that was later. */
    Instant idleSince() {
        Instant silent = silentSince();
        return takenAt != null && takenAt.isAfter(silent) ? takenAt : silent;
    }

    Instant idleDone() {
        return idleDone;
    }

    boolean isTaken() {
        return takenAt != null;
    }

    @Override
    public Long getId() {
        return customerId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @jakarta.persistence.Transient
    private boolean fresh = true;

    @jakarta.persistence.PostLoad
    @jakarta.persistence.PostPersist
    void known() {
        fresh = false;
    }
}
