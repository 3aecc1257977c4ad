package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.customer.JournalEntry.Kind;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record's side of two customers who are one: the one that goes leads to the one that stays, whose history is read with
 * its own. No entry is moved or changed, so the two can be taken apart again.
 */
@Service
@Transactional
public class MergedCustomers {

    private final Customers customers;
    private final Contributors contributors;
    private final JournalEntries journal;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Clock clock;

    MergedCustomers(
            Customers customers,
            Contributors contributors,
            JournalEntries journal,
            JdbcClient jdbc,
            EntityManager entities,
            Clock clock) {
        this.customers = customers;
        this.contributors = contributors;
        this.journal = journal;
        this.jdbc = jdbc;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * One customer goes into another. Both rows are held, in the order of their numbers, until the transaction ends.
     *
     * @return whether the one that goes had a lifecycle under way, which the caller ends
     * @throws Refusal where the two are one already, one of them leads to another already, or work would go into a customer
     *     who is closed
     */
    public boolean merge(String from, String into, String reason, String by) {
        if (from.equals(into)) {
            throw Refusal.ofField("into", "is the same customer");
        }
        Customer going = hold(from, into);
        Customer staying = find(into);
        requireItself(going);
        requireItself(staying);
        if (staying.stage().isEnd() && !going.stage().isEnd()) {
            throw Refusal.conflict("%s is closed as %s, while somebody works on %s: merge the other way round."
                    .formatted(into, staying.stage().label(), from));
        }
        Instant now = clock.instant();
        entities.flush();
        if (!customers.undone(List.of(staying.id())).isEmpty()) {
            throw Refusal.conflict("The import that brought " + into + " was undone: nothing is merged into it.");
        }
        jdbc.sql("""
                        insert into customer_merge (from_id, into_id, stage, stage_since, owner_type, owner_id, merged_at, merged_by, reason)
                        select id, :into, stage, stage_since, owner_type, owner_id, :now, :by, :reason from customer where id = :from
                        """)
                .param("from", going.id())
                .param("into", staying.id())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("by", by)
                .param("reason", reason)
                .update();
        Stage before = going.stage();
        going.goInto(staying, now);
        for (Contributor contributor : contributors.findByIdCustomerIdOrderByNamedAt(going.id())) {
            if (!contributors.isOne(into, contributor.getId().person())) {
                contributors.save(new Contributor(
                        new Contributor.Id(staying.id(), contributor.getId().person()),
                        contributor.namedBy(),
                        now,
                        contributor.reason()));
            }
        }
        journal.save(new JournalEntry(
                going.id(),
                now,
                by,
                Kind.MERGED,
                "Merged into %s, %s: %s".formatted(into, staying.company(), reason),
                Map.of("event", "merged", "into", into, "stage", before.id(), "reason", reason)));
        journal.save(new JournalEntry(
                staying.id(),
                now,
                by,
                Kind.MERGED,
                "%s, %s, was merged into this customer: %s".formatted(from, going.company(), reason),
                Map.of("event", "received", "from", from, "stage", before.id(), "reason", reason)));
        countCases(staying);
        return !before.isEnd();
    }

    /** Which customer a merged one leads to now, one step on; empty where it was not merged. */
    @Transactional(readOnly = true)
    public java.util.Optional<String> into(String from) {
        return java.util.Optional.ofNullable(find(from).mergedInto()).map(CustomerNumber::of);
    }

    /**
     * Takes a merged customer out again, at the stage and with the owner that it had.
     *
     * @return what is known of it now; unless it stands at an end, the caller begins its lifecycle where it stood
     * @throws Refusal where it was not merged
     */
    public CustomerFacts takeApart(String from, String reason, String by) {
        String into = into(from).orElseThrow(() -> Refusal.conflict(from + " was not merged into another customer."));
        List<Long> family = familyAbove(from);
        customers.lockAll(Stream.concat(Stream.of(CustomerNumber.idOf(from)), family.stream())
                .toList());
        if (family.isEmpty() || !familyAbove(from).equals(family)) {
            throw Refusal.conflict(from + " was merged or taken out by somebody else at this moment.");
        }
        Customer going = find(from);
        Customer staying = find(into);
        Instant now = clock.instant();
        entities.flush();
        jdbc.sql("""
                        update customer_merge set undone_at = :now, undone_by = :by, undo_reason = :reason
                         where from_id = :from and undone_at is null
                        returning stage, stage_since, owner_type, owner_id
                        """)
                .param("from", going.id())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("by", by)
                .param("reason", reason)
                .query(row -> {
                    going.comeOut(
                            Stage.of(row.getString("stage")),
                            row.getObject("stage_since", OffsetDateTime.class).toInstant(),
                            new Party(Party.Type.valueOf(row.getString("owner_type")), row.getString("owner_id")));
                });
        entities.flush();
        family.forEach(id -> letGoWithoutIt(id, going));
        journal.save(new JournalEntry(
                going.id(),
                now,
                by,
                Kind.MERGED,
                "Taken out of %s again: %s".formatted(into, reason),
                Map.of(
                        "event",
                        "taken-out",
                        "from",
                        into,
                        "stage",
                        going.stage().id(),
                        "reason",
                        reason)));
        journal.save(new JournalEntry(
                staying.id(),
                now,
                by,
                Kind.MERGED,
                "%s, %s, was taken out again: %s".formatted(from, going.company(), reason),
                Map.of("event", "gave-back", "number", from, "reason", reason)));
        countCases(going);
        // The one it went into may have gone on into another since.
        countCases(find(CustomerNumber.of(family.get(family.size() - 1))));
        return CustomerFacts.of(going);
    }

    /** Those it went into, one after the other, up to the one who answers for it now. */
    private List<Long> familyAbove(String from) {
        return jdbc.sql("""
                        with recursive above(id, step) as (
                            select merged_into, 1 from customer where id = :from and merged_into is not null
                            union all
                            select c.merged_into, above.step + 1
                              from customer c join above on c.id = above.id where c.merged_into is not null)
                        select id from above order by step
                        """)
                .param("from", CustomerNumber.idOf(from))
                .query(Long.class)
                .list();
    }

    /** Whoever was brought in for one that went into a customer, and for none that is part of it still. */
    private void letGoWithoutIt(long customer, Customer out) {
        jdbc.sql("""
                        delete from contributor c
                         where c.customer_id = :customer
                           and c.person in (select person from contributor where customer_id = :out)
                           and exists (select from customer_merge m
                                        where m.into_id = c.customer_id and m.merged_at = c.named_at)
                           and not exists (select from customer part
                                             join contributor p on p.customer_id = part.id and p.person = c.person
                                            where part.merged_into = c.customer_id)
                        """).param("customer", customer).param("out", out.id()).update();
    }

    private Customer hold(String one, String other) {
        customers.lockAll(List.of(CustomerNumber.idOf(one), CustomerNumber.idOf(other)));
        return find(one);
    }

    private static void requireItself(Customer customer) {
        if (customer.mergedInto() != null) {
            throw Refusal.conflict("%s was merged into %s already: name that one."
                    .formatted(customer.number(), CustomerNumber.of(customer.mergedInto())));
        }
    }

    /** The cases of all that went into it, and its own. */
    private void countCases(Customer customer) {
        entities.flush();
        customer.hasOpenCases(
                jdbc.sql("""
                        select count(*) from support_case
                         where solved_at is null and customer_id in (select customer_family(:id))
                        """).param("id", customer.id()).query(Integer.class).single());
    }

    private Customer find(String number) {
        return customers
                .findById(CustomerNumber.idOf(number))
                .orElseThrow(() -> Refusal.notFound("There is no customer with the number '" + number + "'."));
    }
}
