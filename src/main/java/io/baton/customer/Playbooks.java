package io.baton.customer;

import io.baton.engine.Decisions;
import io.baton.engine.FormContext.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which playbooks there are, and which one a lead follows if nobody names one. */
@Component
public class Playbooks {

    private final Decisions decisions;

    Playbooks(Decisions decisions) {
        this.decisions = decisions;
    }

    public List<Option> options() {
        return decisions.options("playbooks", "playbook");
    }

    public boolean isKnown(String playbook) {
        return known().contains(playbook);
    }

    public List<String> known() {
        return options().stream().map(Option::value).toList();
    }

    /** What {@code choose-playbook.dmn} says. */
    public String choose(String source, @Nullable String product, @Nullable String region) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("source", source);
        inputs.put("product", product);
        inputs.put("region", region);
        return (String) decisions.rows("choose-playbook", inputs).get(0).get("playbook");
    }
}
