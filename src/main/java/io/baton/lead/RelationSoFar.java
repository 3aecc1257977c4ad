package io.baton.lead;

import io.baton.customer.Stage;
import io.baton.engine.PerTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a lead was to us before it came: remembered from its intake until it is routed, which is in the same transaction, so
 * that the routing table can ask for it.
 */
@Component
class RelationSoFar {

    private final PerTransaction<Map<String, String>> relations = new PerTransaction<>(HashMap::new);

    /** @param stood where the company stood that the lead is, or is likely to be; null where it is on record nowhere */
    void was(String number, @Nullable Stage stood) {
        relations.get().put(number, id(stood));
    }

    /** {@code customer}, {@code former-customer}, {@code lead}, {@code lost-lead} or {@code new}. */
    String of(String number) {
        return relations.get().getOrDefault(number, id(null));
    }

    private static String id(@Nullable Stage stood) {
        return stood == null
                ? "new"
                : switch (stood) {
                    case NEW_LEAD, QUALIFIED, PROPOSAL -> "lead";
                    case LOST -> "lost-lead";
                    case FORMER_CUSTOMER -> "former-customer";
                    default -> "customer";
                };
    }
}
