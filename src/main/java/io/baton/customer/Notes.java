package io.baton.customer;

import io.baton.api.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people leave notes, where the customer's stage does not keep them to its own team. */
@Service
public class Notes {

    private final CustomerRecord record;
    private final Custody custody;
    private final CustomerSight sight;

    Notes(CustomerRecord record, Custody custody, CustomerSight sight) {
        this.sight = sight;
        this.record = record;
        this.custody = custody;
    }

    /**
     * Adds a note.
     *
     * @throws Refusal where the number is nobody's, the text does not fit, or the acting person has no say in the stage
     */
    @Transactional
    public void leave(String number, @Nullable String text, String by) {
        sight.requireWriting(number);
        custody.requireVoice(record.lock(number));
        record.note(number, by, text);
    }
}
