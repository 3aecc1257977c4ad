package io.baton.deadline.recompute;

import io.baton.deadline.ChangedDates;
import io.baton.engine.ProcessVariable;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Counts, in several goes, which dates are other ones by the tables and calendars of now; it moves none. */
@Component
class CountChangedDeadlines implements JavaDelegate {

    private static final int AT_ONCE = 5_000;

    private final ChangedDates dates;
    private final Recomputation recomputation;

    CountChangedDeadlines(ChangedDates dates, Recomputation recomputation) {
        this.dates = dates;
        this.recomputation = recomputation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String from = RecomputationProcess.COUNTED_TO.from(execution);
        if (from == null) {
            RecomputationProcess.VERSIONS.on(execution, recomputation.versions());
        }

        ChangedDates.Look look = dates.look(from, Integer.MAX_VALUE, AT_ONCE);

        if (look.next() == null && !recomputation.haveCounted(RecomputationProcess.VERSIONS.from(execution))) {
            beginAnew(execution);
            return;
        }
        if (add(RecomputationProcess.CHANGES, look.items().size(), execution)
                        == look.items().size()
                && !look.items().isEmpty()) {
            RecomputationProcess.FIRST_CHANGE_AFTER.on(execution, from);
        }
        add(RecomputationProcess.LOOKED, look.looked(), execution);
        RecomputationProcess.COUNTED_TO.on(execution, look.next());
        RecomputationProcess.FOUND.on(execution, found(look, execution));
    }

    /** Another table was deployed while it was counted: a part was counted by the one before. */
    private static void beginAnew(DelegateExecution execution) {
        List.of(
                        RecomputationProcess.COUNTED_TO,
                        RecomputationProcess.FIRST_CHANGE_AFTER,
                        RecomputationProcess.CHANGES,
                        RecomputationProcess.LOOKED)
                .forEach(counted -> counted.on(execution, null));
        RecomputationProcess.FOUND.on(execution, RecomputationProcess.MORE);
    }

    private static String found(ChangedDates.Look look, DelegateExecution execution) {
        if (look.next() != null) {
            return RecomputationProcess.MORE;
        }
        return RecomputationProcess.CHANGES.require(execution).equals("0")
                ? RecomputationProcess.NOTHING
                : RecomputationProcess.DATES;
    }

    private static int add(ProcessVariable<String> sum, int more, DelegateExecution execution) {
        String before = sum.from(execution);
        int now = (before == null ? 0 : Integer.parseInt(before)) + more;
        sum.on(execution, String.valueOf(now));
        return now;
    }
}
