package io.baton.gate;

import io.baton.engine.Decisions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table {@code evidence-keys.dmn}: which facts can be put on file. */
@Component
class EvidenceKeys {

    private static final String TABLE = "evidence-keys";

    private final Decisions decisions;

    EvidenceKeys(Decisions decisions) {
        this.decisions = decisions;
    }

    /** All of them by id, in the table's order. */
    Map<String, EvidenceKey> all() {
        Map<String, EvidenceKey> keys = new LinkedHashMap<>();
        decisions.rows(TABLE, Map.of()).stream().map(EvidenceKey::of).forEach(key -> keys.put(key.key(), key));
        return keys;
    }
}
