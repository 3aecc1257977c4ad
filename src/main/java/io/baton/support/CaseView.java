package io.baton.support;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A support case as others see it.
 *
 * @param number such as {@code S-000045}
 * @param customer the customer's number
 * @param state {@code new}, {@code acknowledged} or {@code solved}
 * @param owner who has the case; the customer's owner is another matter
 * @param lastUpdateText what the customer heard last
 */
record CaseView(
        String number,
        String customer,
        String summary,
        String severity,
        String state,
        @Nullable String owner,
        Instant openedAt,
        String openedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant lastUpdateAt,
        @Nullable String lastUpdateText,
        @Nullable Instant solvedAt) {}
