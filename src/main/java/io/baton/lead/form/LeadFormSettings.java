package io.baton.lead.form;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a team wants its public form.
 *
 * @param enabled false where there is to be none
 * @param frameAncestors which sites may embed it, as in the directive {@code frame-ancestors}: {@code 'none'},
 *     {@code 'self'}, or sites such as {@code https://www.example.com} with blanks between them
 * @param perAddress how many can be sent from one address in an hour
 * @param perMinute how many can be sent from everywhere in a minute, on each node
 * @param fillTime how long a person needs at least to fill it in
 */
@ConfigurationProperties("baton.lead-form")
record LeadFormSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("'none'") String frameAncestors,
        @DefaultValue("20") int perAddress,
        @DefaultValue("120") int perMinute,
        @DefaultValue("3s") Duration fillTime) {

    private static final String SITES =
            "'none'|('self'|https?://[A-Za-z0-9.*:-]+)( ('self'|https?://[A-Za-z0-9.*:-]+))*";

    LeadFormSettings {
        if (!frameAncestors.matches(SITES)) {
            throw new IllegalArgumentException("baton.lead-form.frame-ancestors is \"" + frameAncestors
                    + "\": give 'none', 'self', or sites such as https://www.example.com with blanks between them");
        }
        if (perAddress < 1 || perMinute < 1) {
            throw new IllegalArgumentException(
                    "baton.lead-form.per-address and per-minute are at least 1; to have no form, set baton.lead-form.enabled=false");
        }
    }
}
