package io.baton.customer;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the other parts of the business may know of a customer: a snapshot, taken in the current transaction.
 *
 * @param number such as {@code C-000123}
 * @param renewalOn the agreed renewal date, if one is known
 * @param decisionOn when the customer wants to decide, if it is known
 */
public record CustomerFacts(
        String number,
        String company,
        String playbook,
        Stage stage,
        Instant stageSince,
        Party owner,
        String source,
        @Nullable String product,
        @Nullable String region,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate renewalOn) {

    static CustomerFacts of(Customer customer) {
        return new CustomerFacts(
                customer.number(),
                customer.company(),
                customer.playbook(),
                customer.stage(),
                customer.stageSince(),
                customer.owner(),
                customer.source(),
                customer.product(),
                customer.region(),
                customer.decisionOn(),
                customer.renewalOn());
    }
}
