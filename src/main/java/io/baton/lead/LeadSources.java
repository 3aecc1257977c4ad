package io.baton.lead;

import io.baton.engine.Decisions;
import io.baton.engine.FormContext.Option;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where leads come from: a list that the process owner keeps. */
@Component
class LeadSources {

    private final Decisions decisions;

    LeadSources(Decisions decisions) {
        this.decisions = decisions;
    }

    List<String> known() {
        return decisions.options("lead-sources", "source").stream()
                .map(Option::value)
                .toList();
    }
}
