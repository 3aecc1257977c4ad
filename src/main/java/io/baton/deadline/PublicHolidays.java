package io.baton.deadline;

import java.time.LocalDate;

/** On which days nobody works, whatever the day of the week. */
interface PublicHolidays {

    /** For a team that keeps none. */
    PublicHolidays NONE = date -> false;

    boolean includes(LocalDate date);
}
