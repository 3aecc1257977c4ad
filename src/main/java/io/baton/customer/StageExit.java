package io.baton.customer;

/**
 * Asked before a customer leaves its stage for the next one or for a handoff, in the transaction in which it would.
 * Implemented by the part that knows the criteria.
 */
public interface StageExit {

    /**
     * Lets the customer leave, or says what is missing.
     *
     * @throws io.baton.api.Refusal with everything that is missing
     */
    void requireMet(CustomerFacts customer);
}
