package io.baton.deadline;

import io.baton.customer.CustomerFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the length of a follow-up window depends on besides the kind of step. Empty where it is not known, or where there
 * is no customer; then the rows count that leave the condition open.
 */
record Situation(String playbook, String stage, String valueTier, String severity) {

    /** About no customer. */
    static final Situation NONE = new Situation("", "", "", "");

    static Situation of(CustomerFacts customer, @Nullable String severity) {
        return new Situation(
                customer.playbook(), customer.stage().id(), customer.valueTier(), severity == null ? "" : severity);
    }
}
