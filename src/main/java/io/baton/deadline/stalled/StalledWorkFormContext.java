package io.baton.deadline.stalled;

import io.baton.engine.FormContext;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Lists what stalls when the manager opens the form, which is less than was found where some of it was repaired. */
@Component
class StalledWorkFormContext implements FormContext {

    private static final int SHOWN = 25;

    private final StalledWork stalledWork;

    StalledWorkFormContext(StalledWork stalledWork) {
        this.stalledWork = stalledWork;
    }

    @Override
    public Set<String> variables() {
        return Set.of(StalledWorkProcess.LOOK_NEEDED.name());
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return Map.of();
    }

    @Override
    public Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        StalledPage page = stalledWork.page(0, SHOWN);
        if (page.total() == 0) {
            return Map.of(
                    "stalledHeadline", "All is well again",
                    "stalledLines", "Nothing stalls any more: complete this task.");
        }
        String lines = page.items().stream().map(StalledWorkFormContext::line).collect(Collectors.joining("\n"));
        long more = page.total() - page.items().size();
        return Map.of(
                "stalledHeadline",
                page.total() == 1 ? "Work stalls in one place" : "Work stalls in %d places".formatted(page.total()),
                "stalledLines",
                more == 0 ? lines : lines + "\n\nAnd %d more, which come up when these are put right.".formatted(more));
    }

    private static String line(Stall stall) {
        if (stall.customer() == null || stall.company() == null || stall.owner() == null) {
            return "- " + FormContext.literally(stall.detail());
        }
        return "- **%s** · %s · %s: %s"
                .formatted(
                        stall.customer(),
                        FormContext.literally(stall.company()),
                        FormContext.literally(stall.owner().id()),
                        FormContext.literally(stall.detail()));
    }
}
