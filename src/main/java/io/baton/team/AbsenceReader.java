package io.baton.team;

import io.baton.api.Refusal;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows absences; the reason only to those whom it concerns. */
@Service
@Transactional(readOnly = true)
class AbsenceReader {

    private final AbsenceRows rows;
    private final AbsenceRights rights;
    private final TeamZone zone;
    private final Clock clock;

    AbsenceReader(AbsenceRows rows, AbsenceRights rights, TeamZone zone, Clock clock) {
        this.rows = rows;
        this.rights = rights;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * An absence as others see one.
     *
     * @param from the first day
     * @param until the last day
     * @param reason only for the person, managers and administrators, else null
     * @param state {@code planned}, {@code away}, {@code over} or {@code called-off}
     */
    record View(
            long id,
            String person,
            LocalDate from,
            LocalDate until,
            @Nullable String backup,
            @Nullable String reason,
            String state,
            String plannedBy,
            Instant plannedAt,
            @Nullable Instant calledOffAt) {}

    /** A page of absences, those that begin last first. */
    record Page(List<View> items, int page, int size, long total) {}

    /** A page of everybody's absences, or of one person's. */
    Page page(@Nullable String person, int page, int size) {
        List<View> items = rows.page(person, size, (long) page * size).stream()
                .map(this::view)
                .toList();
        return new Page(items, page, size, rows.count(person));
    }

    /**
     * One absence.
     *
     * @throws Refusal not found, where there is none with this number
     */
    View one(long id) {
        return rows.find(id).map(this::view).orElseThrow(() -> AbsenceRows.unknown(id));
    }

    /** The absence that a process instance looks after. */
    View ofInstance(String instance) {
        return view(rows.ofInstance(instance).orElseThrow());
    }

    private View view(Absence absence) {
        return new View(
                absence.id(),
                absence.person(),
                LocalDate.ofInstant(absence.from(), zone.id()),
                LocalDate.ofInstant(absence.until().minusNanos(1), zone.id()),
                absence.backup(),
                rights.has(absence.person()) ? absence.reason() : null,
                state(absence, clock.instant()),
                absence.plannedBy(),
                absence.plannedAt(),
                absence.cancelledAt());
    }

    private static String state(Absence absence, Instant now) {
        if (absence.cancelledAt() != null) {
            return "called-off";
        }
        if (!absence.until().isAfter(now)) {
            return "over";
        }
        return absence.from().isAfter(now) ? "planned" : "away";
    }
}
