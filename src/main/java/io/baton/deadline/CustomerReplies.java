package io.baton.deadline;

import io.baton.api.Texts;
import io.baton.customer.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers answered: into the journal, and whatever waited for it goes on. */
@Service
@Transactional
class CustomerReplies {

    private final Notes notes;
    private final WaitForCustomerProcess waiting;

    CustomerReplies(Notes notes, WaitForCustomerProcess waiting) {
        this.notes = notes;
        this.waiting = waiting;
    }

    /**
     * The customer answered.
     *
     * @throws io.baton.api.Refusal where the number is nobody's, there is no text, or the acting person may not note
     */
    void replied(@Nullable String number, @Nullable String text, String by) {
        String customer = Texts.required("customer", number, Texts.SHORT);
        notes.leave(customer, text, by);
        waiting.replied(customer);
    }
}
