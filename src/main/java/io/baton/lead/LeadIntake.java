package io.baton.lead;

import io.baton.api.FieldChecks;
import io.baton.api.Texts;
import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewCustomer;
import io.baton.customer.Party;
import io.baton.customer.Playbooks;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one door for leads: checks and normalises, writes the record, and starts the lifecycle, in one transaction. */
@Service
public class LeadIntake {

    /** Who has a lead until {@code route-lead.dmn} has said it, a moment later in the same transaction. */
    private static final Party UNROUTED = Party.team("sales");

    private static final String PHONE = "\\+?[0-9][0-9 ()./-]{2,38}";

    private final CustomerRecord record;
    private final CustomerLifecycleProcess lifecycle;
    private final LeadSources sources;
    private final Playbooks playbooks;

    LeadIntake(CustomerRecord record, CustomerLifecycleProcess lifecycle, LeadSources sources, Playbooks playbooks) {
        this.record = record;
        this.lifecycle = lifecycle;
        this.sources = sources;
        this.playbooks = playbooks;
    }

    /**
     * Takes in a lead.
     *
     * @param by who brought it
     * @return the new customer's number
     * @throws io.baton.api.Refusal naming every field that is wrong; then nothing is written
     */
    @Transactional
    public String receive(NewLead lead, String by) {
        FieldChecks check = new FieldChecks();
        NewCustomer customer = normalised(lead, check);
        String message = check.text("message", lead.message(), Texts.LONG);
        check.refuseIfWrong();

        String number = record.open(customer, UNROUTED, by, message);
        lifecycle.leadArrived(record.facts(number));
        return number;
    }

    private NewCustomer normalised(NewLead lead, FieldChecks check) {
        NewLead.Person contact = lead.contact() == null ? new NewLead.Person(null, null, null) : lead.contact();
        String company = check.requiredText("company", lead.company(), Texts.SHORT);
        String name = check.requiredText("contact.name", contact.name(), Texts.SHORT);
        String email = check.email("contact.email", contact.email());
        String phone = check.matching(
                "contact.phone", contact.phone(), PHONE, "must be a phone number such as +49 30 1234567");
        if (isBlank(contact.email()) && isBlank(contact.phone())) {
            check.wrong("contact", "needs an email address or a phone number");
        }
        String source = check.oneOf("source", isBlank(lead.source()) ? "other" : lead.source(), sources.known());
        String product = check.text("product", lead.product(), Texts.SHORT);
        String region = check.oneOf("region", upper(lead.region()), COUNTRIES, "must be an ISO 3166-1 code such as DE");
        String language =
                check.oneOf("language", lower(lead.language()), LANGUAGES, "must be an ISO 639-1 code such as en");
        String campaign = check.text("campaign", lead.campaign(), Texts.SHORT);
        String timeline = check.text("timeline", lead.timeline(), Texts.SHORT);
        BigDecimal amount = null;
        String currency = null;
        if (lead.budget() != null
                && !(isBlank(lead.budget().amount()) && isBlank(lead.budget().currency()))) {
            amount = check.amount("budget.amount", lead.budget().amount());
            currency = check.currency("budget.currency", lead.budget().currency());
        }
        String playbook = isBlank(lead.playbook())
                ? check.isWrong() ? "" : playbooks.choose(source, product, region)
                : check.oneOf("playbook", lead.playbook(), playbooks.known());
        return new NewCustomer(
                company, name, email, phone, playbook, source, campaign, product, region, language, timeline, amount,
                currency);
    }

    private static final Set<String> COUNTRIES = Set.of(java.util.Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(java.util.Locale.getISOLanguages());

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String upper(@Nullable String code) {
        return code == null ? null : code.strip().toUpperCase(java.util.Locale.ROOT);
    }

    private static @Nullable String lower(@Nullable String code) {
        return code == null ? null : code.strip().toLowerCase(java.util.Locale.ROOT);
    }
}
