package io.baton.deadline.recompute;

import io.baton.deadline.ChangedDates;
import io.baton.deadline.ChangedDates.Change;
import io.baton.engine.FormContext;
import io.baton.engine.TeamZone;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows the manager how many dates change, and the first of them, before anything is moved. */
@Component
class RecomputationFormContext implements FormContext {

    private static final int SHOWN = 20;
    /** So that the form opens at once, however many dates are open. */
    private static final int MOST_LOOKED = 5_000;

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

    private final ChangedDates dates;
    private final TeamZone zone;

    RecomputationFormContext(ChangedDates dates, TeamZone zone) {
        this.dates = dates;
        this.zone = zone;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return Map.of();
    }

    @Override
    public Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        String changes = RecomputationProcess.CHANGES.from(variables);
        if (changes == null) {
            return Map.of();
        }
        var look = dates.look(RecomputationProcess.FIRST_CHANGE_AFTER.from(variables), SHOWN, MOST_LOOKED);
        String lines = look.items().stream().map(this::line).collect(Collectors.joining("\n"));
        return Map.of(
                "changesHeadline",
                "%s of %s open dates change".formatted(changes, RecomputationProcess.LOOKED.require(variables)),
                "changesLines",
                lines.isEmpty()
                        ? "None of them does any more: the tables were changed once again, or the steps are done."
                        : lines + "\n\nThese are the first; all of them are moved together.");
    }

    private String line(Change change) {
        String about = FormContext.literally(change.step());
        return "- %s: %s → **%s** (%s)"
                .formatted(
                        change.number() == null ? about : "**" + change.number() + "** · " + about,
                        when(change.due()),
                        when(change.newDue()),
                        howFar(change));
    }

    private String when(Instant instant) {
        return WHEN.format(instant.atZone(zone.id()));
    }

    private static String howFar(Change change) {
        Duration by = Duration.between(change.due(), change.newDue());
        Duration length = by.abs();
        String text = length.toDays() > 0
                ? counted(length.toDays(), "day")
                : length.toHours() > 0 ? counted(length.toHours(), "hour") : counted(length.toMinutes(), "minute");
        return text + (by.isNegative() ? " earlier" : " later");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
