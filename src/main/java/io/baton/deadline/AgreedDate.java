package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A date that was agreed for one kind of step with one customer; it goes before the table's window. */
@Entity
@NullUnmarked
class AgreedDate {

    /** Which customer, and which kind of step. */
    @Embeddable
    record Id(long customerId, String followUp) {

        static Id of(String customer, String window) {
            return new Id(CustomerNumber.idOf(customer), window);
        }
    }

    @EmbeddedId
    private Id id;

    private Instant dueAt;

    protected AgreedDate() {}

    AgreedDate(Id id, Instant dueAt) {
        this.id = id;
        this.dueAt = dueAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    void moveTo(Instant due) {
        dueAt = due;
    }
}
