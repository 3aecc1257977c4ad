/**
 * When a step is due: from a date that was agreed with the customer, or else from the follow-up windows.
 *
 * <p>Purpose: nothing waits without a date. The windows stand in {@code follow-up-windows.dmn}, where the process owner
 * changes them; diagrams read them through {@code ${deadlines.at(execution, 'window')}}. Durations are plain calendar
 * time.
 */
@NullMarked
package io.baton.deadline;

import org.jspecify.annotations.NullMarked;
