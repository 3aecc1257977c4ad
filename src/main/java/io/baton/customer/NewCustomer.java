package io.baton.customer;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer that is about to enter the record: already checked and normalised by the part that took it in.
 *
 * @param company the company's name
 * @param contactName the primary contact's name
 * @param email the contact's mail address; mail or phone is given
 * @param phone the contact's phone number
 * @param phoneKey the number in E.164, or null where it is unknown
 * @param playbook the playbook to follow
 * @param source where the lead came from
 * @param region ISO 3166-1 alpha-2
 * @param budgetAmount with {@code budgetCurrency} or not at all
 * @param budgetCurrency ISO 4217
 * @param costAmount what it cost to get the lead, with {@code costCurrency} or not at all
 */
public record NewCustomer(
        String company,
        String contactName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String phoneKey,
        String playbook,
        String source,
        @Nullable String campaign,
        @Nullable String product,
        @Nullable String region,
        @Nullable String language,
        @Nullable String timeline,
        @Nullable BigDecimal budgetAmount,
        @Nullable String budgetCurrency,
        @Nullable BigDecimal costAmount,
        @Nullable String costCurrency) {

    /** What it cost to get the lead, as the journal holds it; empty where nobody knows. */
    Optional<Map<String, String>> cost() {
        return costAmount == null
                ? Optional.empty()
                : Optional.of(Map.of("amount", costAmount.toPlainString(), "currency", String.valueOf(costCurrency)));
    }
}
