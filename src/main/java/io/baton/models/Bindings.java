package io.baton.models;

import org.jspecify.annotations.Nullable;

/** A policy applies from now on: what a diagram refers to, it refers to in its latest version. */
final class Bindings {

    private Bindings() {}

    /** @param binding what the diagram says; where it says nothing, the engine takes the latest */
    static void check(@Nullable String binding, Problem problem, Problems problems) {
        problems.refuseUnless(binding == null || binding.equals("latest"), problem);
        problems.styleUnless(binding != null, problem);
    }
}
