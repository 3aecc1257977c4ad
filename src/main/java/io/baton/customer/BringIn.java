package io.baton.customer;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.People;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings colleagues in for a customer: a former owner who is tagged back in, or anybody who knows something. They read and
 * note; the owner stays accountable, and decides who is in.
 */
@Service
@Transactional
class BringIn {

    private final Contributors contributors;
    private final CustomerRecord record;
    private final Custody custody;
    private final People people;
    private final Clock clock;
    private final CustomerSight sight;

    BringIn(
            Contributors contributors,
            CustomerRecord record,
            Custody custody,
            People people,
            Clock clock,
            CustomerSight sight) {
        this.sight = sight;
        this.contributors = contributors;
        this.record = record;
        this.custody = custody;
        this.people = people;
        this.clock = clock;
    }

    /** A contributor as others see one. */
    record View(String person, String namedBy, Instant namedAt, String reason) {}

    /** Who was brought in, in that order. */
    @Transactional(readOnly = true)
    List<View> of(String number) {
        String current = record.facts(number).number();
        return contributors.findByIdCustomerIdOrderByNamedAt(CustomerNumber.idOf(current)).stream()
                .map(it -> new View(it.getId().person(), it.namedBy(), it.namedAt(), it.reason()))
                .toList();
    }

    /**
     * Brings somebody in; who is in already stays in, and nothing is written.
     *
     * @throws Refusal where the acting person neither owns the customer nor manages, the person does not exist, or
     *     something is not given
     */
    void name(@Nullable String number, @Nullable String person, @Nullable String reason, String by) {
        FieldChecks check = new FieldChecks();
        String customer = check.requiredText("customer", number, Texts.SHORT);
        String colleague = check.requiredText("person", person, Texts.SHORT);
        String why = check.requiredText("reason", reason, Texts.SHORT);
        check.refuseIfWrong();
        sight.requireWriting(customer);
        CustomerFacts held = record.lock(customer);
        custody.requireOwner(held);
        customer = held.number();
        if (!people.exists(colleague)) {
            throw Refusal.ofField("person", "'" + colleague + "' is nobody's user name");
        }
        if (!contributors.isOne(customer, colleague)) {
            contributors.save(new Contributor(
                    new Contributor.Id(CustomerNumber.idOf(customer), colleague), by, clock.instant(), why));
            record.broughtIn(customer, colleague, why, by);
        }
    }

    /**
     * Lets somebody go again; who is not in is no contributor anyway, and nothing is written.
     *
     * @throws Refusal where the acting person neither owns the customer nor manages
     */
    void letGo(String asked, String person, String by) {
        CustomerFacts held = record.lock(asked);
        custody.requireOwner(held);
        String number = held.number();
        if (contributors.isOne(number, person)) {
            contributors.deleteById(new Contributor.Id(CustomerNumber.idOf(number), person));
            record.letGo(number, person, by);
        }
    }
}
