package io.baton.engine;

import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is acting: the signed-in person or system of the current request, or Baton itself for what a timer does. */
@Component
public class Doer {

    /** The name that stands in the journal for what Baton does by itself. */
    public static final String BATON = "baton";

    private final ProcessEngine engine;

    Doer(ProcessEngine engine) {
        this.engine = engine;
    }

    /** The acting user's id, or {@link #BATON} where nobody is signed in (timers and other background work). */
    public String id() {
        String user = user();
        return user == null ? BATON : user;
    }

    /** Whether the acting user wears the hat; what Baton does by itself is done without one. */
    public boolean wears(String hat) {
        Authentication current = engine.getIdentityService().getCurrentAuthentication();
        return current != null
                && current.getGroupIds() != null
                && current.getGroupIds().contains(hat);
    }

    /** The acting user's id, or null where nobody is signed in. */
    public @Nullable String user() {
        Authentication current = engine.getIdentityService().getCurrentAuthentication();
        return current == null ? null : current.getUserId();
    }

    /** What the acting user wears; nothing where nobody is signed in. */
    public Set<String> hats() {
        Authentication current = engine.getIdentityService().getCurrentAuthentication();
        return current == null || current.getGroupIds() == null ? Set.of() : Set.copyOf(current.getGroupIds());
    }
}
