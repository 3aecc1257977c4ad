package io.baton.deadline;

import io.baton.engine.FormContext;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says on every form by when its step is done, and what reminds of it. */
@Component
@Transactional(readOnly = true)
class WindowFormContext implements FormContext {

    private static final String LINE = "windowLine";
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

    private final DeadlineRows rows;
    private final DueDates dueDates;
    private final Clock clock;
    private final TeamZone zone;

    WindowFormContext(DeadlineRows rows, DueDates dueDates, Clock clock, TeamZone zone) {
        this.rows = rows;
        this.dueDates = dueDates;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return forTaskAboutNoCustomer(variables);
    }

    @Override
    public Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        if (!(variables instanceof DelegateTask task)) {
            return Map.of();
        }
        return Map.of(
                LINE,
                rows.ofTask(task.getId()).stream()
                        .filter(Deadline::isOfTask)
                        .findFirst()
                        .map(this::line)
                        .orElse(""));
    }

    private String line(Deadline deadline) {
        FollowUp followUp;
        try {
            followUp = dueDates.followUp(deadline);
        } catch (IllegalStateException e) {
            // The table has no row for it any more: the step can still be done.
            return (deadline.isBreached() ? "overdue since " : "due ") + when(deadline.dueAt());
        }
        List<String> parts = new ArrayList<>();
        parts.add(FormContext.literally(followUp.label()));
        parts.add((deadline.isBreached() ? "overdue since " : "due ") + when(deadline.dueAt()));
        if (deadline.isPausedAt(clock.instant()) && deadline.pausedUntil() != null) {
            parts.add("waits for the customer until " + when(deadline.pausedUntil()));
        }
        if (deadline.isBreached()) {
            parts.add("brought up again every " + followUp.again().words());
        } else {
            followUp.reminders().stream()
                    .map(reminder -> "reminder " + (reminder.before() ? "" : "after ") + reminder.words())
                    .forEach(parts::add);
        }
        return String.join(" · ", parts);
    }

    private String when(Instant instant) {
        return WHEN.format(instant.atZone(zone.id()));
    }
}
