package io.baton.care;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The renewal of a customer in service, and the day of the review before it. */
@Service
@Transactional
public class RenewalDates {

    private static final String REVIEW = "renewal-review";
    private static final String RENEWAL = "renewal";

    private final CustomerRecord record;
    private final Deadlines deadlines;

    RenewalDates(CustomerRecord record, Deadlines deadlines) {
        this.record = record;
        this.deadlines = deadlines;
    }

    /**
     * Says when the renewal is, and agrees the day of the review before it.
     *
     * @return {@code unknown}, {@code due} where the review is due today or was before, or {@code later}
     */
    String agree(String number) {
        LocalDate renewalOn = record.facts(number).renewalOn();
        // A date that has passed was the last contract's; the next one has to be asked for.
        if (renewalOn == null || renewalOn.isBefore(deadlines.today())) {
            return "unknown";
        }
        deadlines.agree(number, RENEWAL, renewalOn);
        LocalDate review = deadlines.agreeBefore(number, REVIEW, renewalOn);
        return review.isAfter(deadlines.today()) ? "later" : "due";
    }

    /** Another renewal date is on record than before: a customer in service, for whom the review is waited for, waits for that. */
    public void changed(String number) {
        CustomerFacts customer = record.facts(number);
        if (customer.stage() == Stage.IN_SERVICE && !agree(number).equals("unknown")) {
            deadlines.moveTimers(number, REVIEW);
        }
    }
}
