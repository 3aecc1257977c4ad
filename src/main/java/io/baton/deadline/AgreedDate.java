package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/**
 * A date that was agreed for one kind of step with one customer: the day on which the step is due, whatever the table's
 * window says, or the date that the window counts back from.
 */
@Entity
@NullUnmarked
class AgreedDate implements Persistable<AgreedDate.Id> {

    /** Which customer, and which kind of step. */
    @Embeddable
    record Id(long customerId, String followUp) {

        static Id of(String customer, String window) {
            return new Id(CustomerNumber.idOf(customer), window);
        }
    }

    @EmbeddedId
    private Id id;

    private LocalDate agreedOn;

    private boolean countsBack;

    /** So that a new one is written without looking for it once more: its id says nothing, since it is not generated. */
    @Transient
    private boolean isNew;

    protected AgreedDate() {}

    AgreedDate(Id id, LocalDate agreedOn, boolean countsBack) {
        this.id = id;
        this.agreedOn = agreedOn;
        this.countsBack = countsBack;
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

    LocalDate on() {
        return agreedOn;
    }

    /** Whether the window counts back from the date. */
    boolean countsBack() {
        return countsBack;
    }

    void moveTo(LocalDate date, boolean before) {
        agreedOn = date;
        countsBack = before;
    }
}
