package io.baton.customer;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/** A person who was brought in: reads and notes, and is not accountable. */
@Entity
@NullUnmarked
class Contributor implements Persistable<Contributor.Id> {

    /** Which customer, and who. */
    @Embeddable
    record Id(long customerId, String person) {}

    @EmbeddedId
    private Id id;

    private String namedBy;
    private Instant namedAt;
    private String reason;

    /** So that a new one is written without looking for it once more. */
    @Transient
    private boolean isNew;

    protected Contributor() {}

    Contributor(Id id, String namedBy, Instant namedAt, String reason) {
        this.id = id;
        this.namedBy = namedBy;
        this.namedAt = namedAt;
        this.reason = reason;
        isNew = true;
    }

    @Override
    public Id getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    String namedBy() {
        return namedBy;
    }

    Instant namedAt() {
        return namedAt;
    }

    String reason() {
        return reason;
    }
}
