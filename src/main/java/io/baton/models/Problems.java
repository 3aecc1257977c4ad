package io.baton.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a set of models, by weight. */
public final class Problems {

    private final Set<Problem> refused = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private final Set<Problem> style = new LinkedHashSet<>();

    /** Where this is not fine a deployment is refused: a hole, a failure to come, or a step that nobody can do. */
    void refuseUnless(boolean fine, Problem problem) {
        add(fine, problem, refused);
    }

    /** Where this is not fine a deployment is accepted all the same, and its owner should know. */
    void warnUnless(boolean fine, Problem problem) {
        add(fine, problem, warnings);
    }

    /** Only this repository's own models have to keep this. */
    void styleUnless(boolean fine, Problem problem) {
        add(fine, problem, style);
    }

    private static void add(boolean fine, Problem problem, Set<Problem> problems) {
        if (!fine) {
            problems.add(problem);
        }
    }

    /** For which a deployment is refused. */
    public List<Problem> refused() {
        return List.copyOf(refused);
    }

    /** With which a deployment is accepted, but not in silence. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** What the build refuses: everything. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(refused);
        all.addAll(warnings);
        all.addAll(style);
        return all;
    }
}
