package io.baton.deadline;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By when something is done.
 *
 * @param agreedOn the day that was agreed, at whose end it is; null where the window says it
 */
record Due(Instant at, @Nullable LocalDate agreedOn) {}
