package io.baton.team;

import io.baton.api.FieldChecks;
import io.baton.engine.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who can be whose backup: somebody else, who wears a hat of theirs, and who does not lead back to them. */
@Component
class Backups {

    private static final String FIELD = "backup";

    private final TeamMembers members;
    private final AbsenceRows absences;
    private final People people;

    Backups(TeamMembers members, AbsenceRows absences, People people) {
        this.members = members;
        this.absences = absences;
        this.people = people;
    }

    /** Checks the backup that somebody has at all times. */
    void check(FieldChecks check, String person, @Nullable String backup, Instant now) {
        if (backup == null || !fits(check, person, backup)) {
            return;
        }
        List<String> circle = circleOfBackups(person, backup);
        for (Absence absence : absences.from(person, now)) {
            if (circle.isEmpty() && absence.backup() == null) {
                circle = circleOfAbsences(person, backup, absence.from(), absence.until(), List.of(person));
            }
        }
        refuse(check, circle);
    }

    /** Checks the backup that somebody has for a time away. A circle is one of people who are away at the same time. */
    void check(FieldChecks check, String person, @Nullable String backup, Instant from, Instant until) {
        if (backup != null && fits(check, person, backup)) {
            refuse(check, circleOfAbsences(person, backup, from, until, List.of(person)));
        }
    }

    private boolean fits(FieldChecks check, String person, String backup) {
        if (backup.equals(person)) {
            check.wrong(FIELD, "must be somebody else");
            return false;
        }
        if (!people.exists(backup)) {
            check.wrong(FIELD, "'" + backup + "' is nobody's user name");
            return false;
        }
        List<String> hats = people.hatsOf(person);
        if (!people.wearsOneOf(backup, hats)) {
            check.wrong(
                    FIELD, "'%s' wears none of the hats of %s (%s)".formatted(backup, person, String.join(", ", hats)));
            return false;
        }
        return true;
    }

    private static void refuse(FieldChecks check, List<String> circle) {
        if (!circle.isEmpty()) {
            check.wrong(FIELD, "leads in a circle: " + String.join(" → ", circle));
        }
    }

    private List<String> circleOfBackups(String person, String backup) {
        List<String> path = new ArrayList<>(List.of(person));
        String next = backup;
        while (next != null && !path.contains(next)) {
            path.add(next);
            next = members.find(next).backup();
        }
        return person.equals(next) ? with(path, person) : List.of();
    }

    private List<String> circleOfAbsences(String person, String next, Instant from, Instant until, List<String> path) {
        if (next.equals(person)) {
            return with(path, person);
        }
        if (path.contains(next)) {
            return List.of();
        }
        for (Absence absence : absences.overlapping(next, from, until)) {
            String backup = absence.backup() == null ? members.find(next).backup() : absence.backup();
            if (backup != null) {
                List<String> circle = circleOfAbsences(
                        person,
                        backup,
                        Collections.max(List.of(from, absence.from())),
                        Collections.min(List.of(until, absence.until())),
                        with(path, next));
                if (!circle.isEmpty()) {
                    return circle;
                }
            }
        }
        return List.of();
    }

    private static List<String> with(List<String> path, String next) {
        List<String> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }
}
