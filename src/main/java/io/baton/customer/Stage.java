package io.baton.customer;

import io.baton.api.Refusal;
import java.util.Arrays;

/** Where a customer stands: the position of its process instance, shown in the record. */
public enum Stage {
    /** Not yet qualified. */
    NEW_LEAD("new-lead", "New lead"),
    /** Meets the minimum criteria, and the next sales step is scheduled. */
    QUALIFIED("qualified", "Qualified"),
    /** Terms were discussed; the customer's yes or no is awaited. */
    PROPOSAL("proposal", "Proposal"),
    /** The customer said yes, and scope and kickoff details are confirmed. */
    READY_FOR_DELIVERY("ready-for-delivery", "Ready for delivery"),
    /** Onboarding, implementation or service work is under way. */
    ACTIVE_DELIVERY("active-delivery", "Active delivery"),
    /** The customer uses what was delivered. */
    IN_SERVICE("in-service", "In service"),
    /** The review before the renewal date is due. */
    RENEWAL("renewal", "Renewal"),
    /** The end of a lead that did not become a customer. */
    LOST("lost", "Lost"),
    /** The end of a customer who left. */
    FORMER_CUSTOMER("former-customer", "Former customer");

    private final String id;
    private final String label;

    Stage(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The stable id, as in the REST interface and on the map. */
    public String id() {
        return id;
    }

    /** The name that people read. */
    public String label() {
        return label;
    }

    /** True for Lost and Former customer: nothing is open for them any more. */
    public boolean isEnd() {
        return this == LOST || this == FORMER_CUSTOMER;
    }

    /** The name for one who left at this stage: a lead is lost, a customer becomes a former customer. */
    public Stage whenLeft() {
        return switch (this) {
            case NEW_LEAD, QUALIFIED, PROPOSAL, LOST -> LOST;
            default -> FORMER_CUSTOMER;
        };
    }

    /**
     * Finds a stage by its id.
     *
     * @throws Refusal where there is none, naming the field {@code stage} and the known stages
     */
    public static Stage of(String id) {
        return Arrays.stream(values())
                .filter(stage -> stage.id.equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.ofField(
                        "stage",
                        "'" + id + "' is unknown; known are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values()).map(Stage::id).toList())));
    }
}
