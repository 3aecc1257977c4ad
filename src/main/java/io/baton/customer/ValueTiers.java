package io.baton.customer;

import io.baton.engine.Decisions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code value-tiers.dmn}: how much a customer is worth, by what was offered or can be spent. */
@Component
class ValueTiers {

    private final Decisions decisions;

    ValueTiers(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The tier, or null where no amount is known or no row fits. */
    @Nullable
    String of(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        Map<String, Object> inputs = new HashMap<>();
        // What stands behind the point decides no tier, and the table counts in whole numbers.
        inputs.put("amount", amount.longValue());
        inputs.put("currency", currency);
        List<Map<String, Object>> rows = decisions.rows("value-tiers", inputs);
        return rows.isEmpty() ? null : (String) rows.get(0).get("tier");
    }
}
