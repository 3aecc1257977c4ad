package io.baton.deadline;

import io.baton.customer.CustomerFacts;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds lengths of business time for the other parts, in the working time that counts for a customer. */
@Service
@Transactional(readOnly = true)
public class BusinessTime {

    private final BusinessCalendars calendars;

    BusinessTime(BusinessCalendars calendars) {
        this.calendars = calendars;
    }

    /**
     * The moment a length of time after another one, in the working time of the team that owns the customer.
     *
     * @throws IllegalStateException where the tables of working time cannot be used; says what to do
     */
    public Instant after(Instant start, Window length, CustomerFacts customer) {
        return length.after(start, calendars.of(customer));
    }

    /**
     * The same in everybody's working time.
     *
     * @throws IllegalStateException where the tables of working time cannot be used; says what to do
     */
    public Instant after(Instant start, Window length) {
        return length.after(start, calendars.ofEverybody());
    }
}
