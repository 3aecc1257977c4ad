/**
 * When a step is due: from a date that was agreed with the customer, or else from the follow-up windows.
 *
 * <p>Purpose: nothing waits without a date. The windows stand in {@code follow-up-windows.dmn}, where the process owner
 * changes them; diagrams read them through {@code ${deadlines.at(execution, 'window')}}. They count in
 * business time, by the working hours of {@code business-calendars.dmn} and the days of {@code closing-days.dmn} for the
 * team that owns the customer and the region it is in. {@link io.baton.deadline.BusinessCalendar} is the
 * arithmetic and knows nothing of tables, customers or the engine.
 */
@NullMarked
package io.baton.deadline;

import org.jspecify.annotations.NullMarked;
