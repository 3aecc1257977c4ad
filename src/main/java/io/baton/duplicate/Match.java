package io.baton.duplicate;

import io.baton.customer.CustomerNumber;
import io.baton.customer.Stage;

/**
 * A customer on record who may be the one who comes now.
 *
 * @param score 0 to 100, by {@code duplicate-rules.dmn}
 * @param reason what is alike, in words
 */
record Match(long id, String company, Stage stage, Verdict verdict, int score, String reason) {

    /** What the table says. */
    enum Verdict {
        CERTAIN,
        LIKELY,
        NONE
    }

    String number() {
        return CustomerNumber.of(id);
    }
}
