package io.baton.engine;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Lets a repeating timer on a diagram ask the application for each of its dates, one after the other: its expression gives
 * the next one, and gives it anew whenever the timer fires. All other cycles mean what they always did.
 */
public class NextMoment extends CycleBusinessCalendar {

    private static final String AT = "at ";

    /**
     * What such a timer's expression answers.
     *
     * @param moment when the timer fires next
     */
    public static String of(Instant moment) {
        return AT + moment;
    }

    @Override
    public Date resolveDuedate(String description, @Nullable Date startDate, long repeatOffset) {
        if (description.startsWith(AT)) {
            return Date.from(Instant.parse(description.substring(AT.length())));
        }
        return super.resolveDuedate(description, startDate, repeatOffset);
    }
}
