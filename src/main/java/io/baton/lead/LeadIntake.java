package io.baton.lead;

import io.baton.api.FieldChecks;
import io.baton.api.Texts;
import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewCustomer;
import io.baton.customer.PhoneNumber;
import io.baton.customer.Playbooks;
import io.baton.deadline.HomeCountry;
import io.baton.duplicate.Duplicates;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one door for leads: checks and normalises, writes the record, and starts the lifecycle, in one transaction. */
@Service
public class LeadIntake {

    private final CustomerRecord record;
    private final CustomerLifecycleProcess lifecycle;
    private final LeadSources sources;
    private final Playbooks playbooks;
    private final HomeCountry homeCountry;
    private final Duplicates duplicates;
    private final RelationSoFar relation;

    LeadIntake(
            CustomerRecord record,
            CustomerLifecycleProcess lifecycle,
            LeadSources sources,
            Playbooks playbooks,
            HomeCountry homeCountry,
            Duplicates duplicates,
            RelationSoFar relation) {
        this.record = record;
        this.lifecycle = lifecycle;
        this.sources = sources;
        this.playbooks = playbooks;
        this.homeCountry = homeCountry;
        this.duplicates = duplicates;
        this.relation = relation;
    }

    /**
     * What came of a lead.
     *
     * @param number the customer's
     * @param isNew false where it was about a customer who is on record already
     */
    public record Arrival(String number, boolean isNew) {}

    /**
     * Takes in a lead.
     *
     * @param by who brought it
     * @return the customer's number, of the one who is on record already where it is certain that it is the same
     * @throws io.baton.api.Refusal naming every field that is wrong; then nothing is written
     */
    @Transactional
    public String receive(NewLead lead, String by) {
        return take(lead, by).number();
    }

    /**
     * Takes in a lead, and says whether it is a new customer.
     *
     * @param by who brought it
     * @throws io.baton.api.Refusal naming every field that is wrong; then nothing is written
     */
    @Transactional
    public Arrival take(NewLead lead, String by) {
        FieldChecks check = new FieldChecks();
        NewCustomer customer = normalised(lead, check);
        String message = check.text("message", lead.message(), Texts.LONG);
        check.refuseIfWrong();

        Duplicates.Found found = duplicates.lookFor(customer);
        if (found.isCertain()) {
            Duplicates.Again again = duplicates.cameAgain(found, customer, message, by);
            if (again.back()) {
                relation.was(again.number(), found.stands());
                lifecycle.leadArrived(record.facts(again.number()));
            }
            return new Arrival(again.number(), false);
        }
        String number = record.open(customer, CustomerRecord.UNROUTED, by, message);
        relation.was(number, found.stands());
        lifecycle.leadArrived(record.facts(number));
        duplicates.compare(number, found);
        return new Arrival(number, true);
    }

    private NewCustomer normalised(NewLead lead, FieldChecks check) {
        NewLead.Person contact = lead.contact() == null ? new NewLead.Person(null, null, null) : lead.contact();
        String company = check.requiredText("company", Texts.tidy(lead.company()), Texts.SHORT);
        String name = check.requiredText("contact.name", Texts.tidy(contact.name()), Texts.SHORT);
        String email = check.email("contact.email", contact.email());
        if (isBlank(contact.email()) && isBlank(contact.phone())) {
            check.wrong("contact", "needs an email address or a phone number");
        }
        String source = check.oneOf("source", isBlank(lead.source()) ? "other" : lead.source(), sources.known());
        String product = check.text("product", Texts.tidy(lead.product()), Texts.SHORT);
        String region = check.oneOf("region", upper(lead.region()), COUNTRIES, "must be an ISO 3166-1 code such as DE");
        String phone = check.text("contact.phone", Texts.tidy(contact.phone()), Texts.SHORT);
        String phoneKey = phone == null ? null : dialled(phone, region, check);
        String language =
                check.oneOf("language", lower(lead.language()), LANGUAGES, "must be an ISO 639-1 code such as en");
        String campaign = check.text("campaign", Texts.tidy(lead.campaign()), Texts.SHORT);
        String timeline = check.text("timeline", Texts.tidy(lead.timeline()), Texts.SHORT);
        Money budget = money("budget", lead.budget(), check);
        Money cost = money("cost", lead.cost(), check);
        String playbook = isBlank(lead.playbook())
                ? check.isWrong() ? "" : playbooks.choose(source, product, region)
                : check.oneOf("playbook", lead.playbook(), playbooks.known());
        return new NewCustomer(
                company,
                name,
                email,
                phone,
                phoneKey,
                playbook,
                source,
                campaign,
                product,
                region,
                language,
                timeline,
                budget.amount(),
                budget.currency(),
                cost.amount(),
                cost.currency());
    }

    private @Nullable String dialled(String phone, @Nullable String region, FieldChecks check) {
        String home = region == null ? homeCountry.code() : region;
        String key = PhoneNumber.e164(phone, home);
        if (key == null) {
            check.wrong(
                    "contact.phone",
                    home == null && PhoneNumber.e164(phone, "DE") != null
                            ? "must begin with its country code, as in +49 30 1234567, or come with the region"
                            : "must be a phone number such as +49 30 1234567");
        }
        return key;
    }

    private record Money(
            @Nullable BigDecimal amount, @Nullable String currency) {}

    private static Money money(String field, NewLead.@Nullable Money given, FieldChecks check) {
        return given == null || (isBlank(given.amount()) && isBlank(given.currency()))
                ? new Money(null, null)
                : new Money(
                        check.amount(field + ".amount", given.amount()),
                        check.currency(field + ".currency", given.currency()));
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
