package io.baton.duplicate;

import io.baton.customer.ComparisonKeys;
import io.baton.customer.NewCustomer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who comes is compared by.
 *
 * @param phone in E.164, or null where nobody knows it
 * @param domain of its own, and so null where anybody can have a mail address there
 */
record Traits(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String domain,
        String company,
        String person) {

    static Traits of(NewCustomer arrival, DuplicateRules rules) {
        return new Traits(
                ComparisonKeys.ofEmail(arrival.email()),
                arrival.phoneKey(),
                rules.own(ComparisonKeys.ofDomain(arrival.email())),
                ComparisonKeys.ofCompany(arrival.company()),
                ComparisonKeys.ofPerson(arrival.contactName()));
    }

    /** One of them for each, as a database takes many in at once. */
    static @Nullable String[] each(List<Traits> all, Function<Traits, @Nullable String> which) {
        return all.stream().map(which).toArray(String[]::new);
    }
}
