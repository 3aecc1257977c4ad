package io.baton.deadline.stalled;

import io.baton.customer.CustomerView.PartyView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reason why work on a customer would not go on by itself.
 *
 * @param customer the number, or null where a lifecycle runs without one
 * @param company the name, or null where there is no record
 * @param owner who has the customer, or null where there is no record
 * @param problem which of the problems it is
 * @param detail what is wrong, in a sentence
 * @param since since when at the latest, or null where nobody wrote it down
 */
record Stall(
        @Nullable String customer,
        @Nullable String company,
        @Nullable PartyView owner,
        StallProblem problem,
        String detail,
        @Nullable Instant since) {}
