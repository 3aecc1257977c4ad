package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.engine.Decisions;
import io.baton.engine.FormContext.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reasons for which a deal or a customer is lost: a list that the process owner keeps, never free text. */
@Component
public class LossReasons {

    private static final String TABLE = "loss-reasons";

    private final Decisions decisions;

    LossReasons(Decisions decisions) {
        this.decisions = decisions;
    }

    /** All reasons, in the table's order. */
    public List<Option> options() {
        return decisions.options(TABLE, "reason");
    }

    /**
     * The words for a reason.
     *
     * @throws Refusal where it is missing or not in the table
     */
    String labelOf(@Nullable String reason) {
        if (reason == null) {
            throw Refusal.because("Choose a reason from the list: why is it lost?");
        }
        return options().stream()
                .filter(option -> option.value().equals(reason))
                .map(Option::label)
                .findFirst()
                .orElseThrow(() -> Refusal.because("The reason '" + reason + "' is not in the list of loss reasons."));
    }
}
