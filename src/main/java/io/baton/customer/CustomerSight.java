package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.customer.SightRules.Conditions;
import io.baton.engine.Doer;
import io.baton.engine.FormReaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who sees what of a customer, and who may write to it: the table {@code customer-sight.dmn}, by ownership. What Baton does
 * by itself sees everything. It only narrows: what {@code authority.dmn} and {@code custody.dmn} refuse stays refused.
 */
@Service
@Transactional(readOnly = true)
public class CustomerSight implements FormReaders {

    private final SightRules rules;
    private final ObjectProvider<StandIns> standIns;
    private final Doer doer;
    private final JdbcClient jdbc;

    CustomerSight(SightRules rules, ObjectProvider<StandIns> standIns, Doer doer, JdbcClient jdbc) {
        this.rules = rules;
        this.standIns = standIns;
        this.doer = doer;
        this.jdbc = jdbc;
    }

    /**
     * What the acting person may do about one customer.
     *
     * @param owner as people read it
     */
    public record Look(Sight sees, boolean writes, Party owner) {}

    /**
     * For a query over the customers {@code c}.
     *
     * @param condition who is seen at all
     * @param everything whether {@code c} is seen in detail
     * @param all whether the condition holds for every customer
     * @param params what both are bound to
     */
    public record InSight(String condition, String everything, boolean all, Map<String, Object> params) {}

    /**
     * What the acting person sees of the customer who answers for a number.
     *
     * @throws Refusal not found, where the number is nobody's, and in the same words where the person sees nothing
     */
    public Look look(String asked) {
        return find(asked).filter(look -> look.sees() != Sight.NOTHING).orElseThrow(() -> unknown(asked));
    }

    /** What the acting person sees of the customer who answers for a number; nothing, where it is nobody's. */
    public Sight sees(String asked) {
        return doer.user() == null
                ? Sight.EVERYTHING
                : find(asked).map(Look::sees).orElse(Sight.NOTHING);
    }

    private Optional<Look> find(String asked) {
        InSight sight = inSight();
        Conditions conditions = conditions();
        return jdbc.sql("""
                        select %s as everything, %s as at_all, %s as writes, c.owner_type, c.owner_id
                          from customer c where c.id = (select customer_survivor(:sightAsked))
                        """.formatted(
                                sight.everything(),
                                conditions.atAll().sql(),
                                conditions.writes().sql()))
                .params(sight.params())
                .param("sightAsked", CustomerNumber.idOf(asked))
                .query((row, index) -> new Look(
                        row.getBoolean("everything")
                                ? Sight.EVERYTHING
                                : row.getBoolean("at_all") ? Sight.IN_BRIEF : Sight.NOTHING,
                        row.getBoolean("writes"),
                        new Party(Party.Type.valueOf(row.getString("owner_type")), row.getString("owner_id"))))
                .optional();
    }

    private static Refusal unknown(String asked) {
        return Refusal.notFound("There is no customer with the number '" + asked + "'.");
    }

    /**
     * Refuses where the acting person does not see the customer in detail.
     *
     * @throws Refusal not found, where they see nothing; forbidden, where they see it in brief, naming who can bring them in
     */
    public void requireEverything(String asked) {
        require(asked, true, false);
    }

    /**
     * Refuses where the acting person does not see the customer, or may not write to it.
     *
     * @throws Refusal not found, where they see nothing; forbidden, where they may not write, naming who can bring them in
     */
    public void requireWriting(String asked) {
        require(asked, false, true);
    }

    /** Both, each where it is asked for; that the customer is seen at all is asked for in any case. */
    void require(String asked, boolean everything, boolean writing) {
        if (doer.user() == null) {
            return;
        }
        Look look = look(asked);
        if (everything && look.sees() != Sight.EVERYTHING) {
            throw Refusal.forbidden(
                    "You see %1$s in brief: number, company, stage and owner. For the rest, ask %2$s to bring you in."
                            .formatted(asked, who(look.owner())));
        }
        if (writing && !look.writes()) {
            throw Refusal.forbidden("You may look at %1$s and not write to it; ask %2$s to bring you in."
                    .formatted(asked, who(look.owner())));
        }
    }

    private static String who(Party owner) {
        return owner.isPerson() ? "its owner " + owner.id() : "the team " + owner.id();
    }

    /**
     * Refuses where the acting person does not see everything of every customer.
     *
     * @param what what is done, as the beginning of a sentence such as "The export hands out"
     */
    public void requireEverythingOfAll(String what) {
        if (doer.user() != null && !conditions().everything().always()) {
            throw Refusal.forbidden(
                    what + " everything of every customer, and by the table customer-sight you do not see all of it.");
        }
    }

    /** The customer as the acting person sees it; null where they see nothing. */
    public @Nullable CustomerView seen(CustomerView customer) {
        if (doer.user() == null
                || customer.detail() == Sight.IN_BRIEF
                || conditions().everything().always()) {
            return customer;
        }
        return switch (sees(customer.number())) {
            case EVERYTHING -> customer;
            case IN_BRIEF -> customer.inBrief();
            case NOTHING -> null;
        };
    }

    @Override
    public boolean see(String businessKey) {
        return !CustomerNumber.isOne(businessKey) || sees(businessKey) == Sight.EVERYTHING;
    }

    /** Those of the customers whom the acting person sees, in brief or in detail; numbers that are nobody's stay out. */
    public Set<String> seenOf(Collection<String> numbers) {
        InSight sight = inSight();
        if (sight.all() || numbers.isEmpty()) {
            return new HashSet<>(numbers);
        }
        List<Long> ids = numbers.stream().map(CustomerNumber::idOf).toList();
        return new HashSet<>(jdbc
                .sql("select c.id from customer c where c.id in (:sightIds) and "
                        + conditions().atAll().sql())
                .params(sight.params())
                .param("sightIds", ids)
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerNumber::of)
                .toList());
    }

    /** For lists: whom the acting person sees. */
    public InSight inSight() {
        if (doer.user() == null) {
            return new InSight("true", "true", true, Map.of());
        }
        Conditions conditions = conditions();
        return new InSight(
                conditions.atAll().listed(),
                conditions.everything().sql(),
                conditions.atAll().always(),
                params(conditions));
    }

    private Conditions conditions() {
        return rules.of(doer.hats());
    }

    private Map<String, Object> params(Conditions conditions) {
        Map<String, Object> params = new HashMap<>(conditions.params());
        if (conditions.isAboutThePerson()) {
            String me = doer.id();
            Set<String> people = new HashSet<>(standIns.getObject().allFor(me));
            people.add(me);
            params.put("sightMe", me);
            params.put("sightPeople", people);
            // A list of nothing cannot be said in SQL.
            params.put("sightHats", doer.hats().isEmpty() ? Set.of("") : doer.hats());
        }
        return params;
    }
}
