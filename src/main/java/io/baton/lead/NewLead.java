package io.baton.lead;

import org.jspecify.annotations.Nullable;

/**
 * A lead as it arrives, unchecked: every field as the sender wrote it. {@link LeadIntake} says what each may be.
 *
 * @param source where it came from; {@code other} where it is not given
 * @param region ISO 3166-1 alpha-2
 * @param language ISO 639-1
 * @param cost what it cost to get the lead, where somebody knows it
 */
public record NewLead(
        @Nullable String company,
        @Nullable Person contact,
        @Nullable String product,
        @Nullable Money budget,
        @Nullable String timeline,
        @Nullable String source,
        @Nullable String campaign,
        @Nullable String region,
        @Nullable String language,
        @Nullable String playbook,
        @Nullable String message,
        @Nullable Money cost) {

    /** A lead of which nobody says what it cost to get it. */
    public NewLead(
            @Nullable String company,
            @Nullable Person contact,
            @Nullable String product,
            @Nullable Money budget,
            @Nullable String timeline,
            @Nullable String source,
            @Nullable String campaign,
            @Nullable String region,
            @Nullable String language,
            @Nullable String playbook,
            @Nullable String message) {
        this(company, contact, product, budget, timeline, source, campaign, region, language, playbook, message, null);
    }

    /** Whom to talk to; mail or phone is needed. */
    public record Person(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone) {}

    /** An amount as a decimal string, and its ISO 4217 currency. */
    public record Money(@Nullable String amount, @Nullable String currency) {}
}
