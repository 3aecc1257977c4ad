package io.baton.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the other parts of the business may know of a customer: a snapshot, taken in the current transaction.
 *
 * @param number such as {@code C-000123}
 * @param valueTier how much the customer is worth, by {@code value-tiers.dmn}; empty where that is not known
 * @param budget what the customer can spend, with {@code budgetCurrency} or not at all
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
        String valueTier,
        String source,
        @Nullable String product,
        @Nullable String region,
        @Nullable String timeline,
        @Nullable BigDecimal budget,
        @Nullable String budgetCurrency,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate renewalOn) {

    /** The same customer, if it followed another playbook. */
    public CustomerFacts following(String other) {
        return new CustomerFacts(
                number,
                company,
                other,
                stage,
                stageSince,
                owner,
                valueTier,
                source,
                product,
                region,
                timeline,
                budget,
                budgetCurrency,
                decisionOn,
                renewalOn);
    }

    static CustomerFacts of(Customer customer) {
        return new CustomerFacts(
                customer.number(),
                customer.company(),
                customer.playbook(),
                customer.stage(),
                customer.stageSince(),
                customer.owner(),
                customer.valueTier(),
                customer.source(),
                customer.product(),
                customer.region(),
                customer.timeline(),
                customer.budgetAmount(),
                customer.budgetCurrency(),
                customer.decisionOn(),
                customer.renewalOn());
    }
}
