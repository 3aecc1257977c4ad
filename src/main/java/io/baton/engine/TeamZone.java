package io.baton.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The zone in which the team's day begins and ends; the machine itself always runs in UTC. */
@Component
public class TeamZone {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    // Expressions in filters call static functions, so the zone has to be reachable from them.
    private static volatile ZoneId zone = ZoneOffset.UTC;

    TeamZone(@Value("${baton.time-zone:UTC}") String id) {
        try {
            zone = ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalStateException(
                    "baton.time-zone is '" + id + "': give a zone such as Europe/Berlin or America/New_York", e);
        }
    }

    /** The team's zone. */
    public ZoneId id() {
        return zone;
    }

    /** A moment as the team's clocks show it, such as {@code 2026-03-31 17:00}. */
    public String minute(Instant moment) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** The beginning of today in the team's zone; a function for queries and filters. */
    public static Date startOfToday() {
        return Date.from(today().atStartOfDay(zone).toInstant());
    }

    /** The end of today, which is the beginning of tomorrow, in the team's zone; a function for queries and filters. */
    public static Date endOfToday() {
        return Date.from(today().plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(
                Instant.ofEpochMilli(ClockUtil.getCurrentTime().getTime()), zone);
    }
}
