package io.baton.duplicate;

import io.baton.duplicate.Duplicates.Arrival;
import io.baton.duplicate.Duplicates.Twin;
import io.baton.duplicate.Match.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who come together and are not on record yet: compared with each other by the same rules as with those who are. */
@Component
class Arrivals {

    private static final Comparator<Alike> BEST_FIRST = Comparator.comparing(
                    (Alike alike) -> alike.verdict().verdict())
            .thenComparing(
                    Comparator.comparingInt((Alike alike) -> alike.verdict().score())
                            .reversed())
            .thenComparing(Alike::place);

    private final JdbcClient jdbc;
    private final DuplicateRules rules;

    Arrivals(JdbcClient jdbc, DuplicateRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    Map<Long, Twin> compare(long batch, List<Arrival> them) {
        if (them.isEmpty()) {
            return Map.of();
        }
        List<Traits> traits =
                them.stream().map(it -> Traits.of(it.who(), rules)).toList();
        remember(batch, them, traits);
        Map<Long, List<Alike>> found = lookFor(batch, them, traits);
        Map<Long, Twin> twins = new HashMap<>();
        Set<Long> same = new HashSet<>();
        for (Arrival arrival : them) {
            found.getOrDefault(arrival.place(), List.of()).stream()
                    .filter(it -> !same.contains(it.place()))
                    .min(BEST_FIRST)
                    .map(it -> it.besides(arrival))
                    .ifPresent(twin -> {
                        twins.put(arrival.place(), twin);
                        if (twin.isSame()) {
                            same.add(arrival.place());
                        }
                    });
        }
        jdbc.sql("delete from arrival where batch = :batch and place = any (:places::bigint[])")
                .param("batch", batch)
                .param("places", same.toArray(Long[]::new))
                .update();
        return twins;
    }

    void forget(long batch) {
        jdbc.sql("delete from arrival where batch = :batch")
                .param("batch", batch)
                .update();
    }

    private void remember(long batch, List<Arrival> them, List<Traits> traits) {
        jdbc.sql("""
                        insert into arrival (batch, place, company, email_key, phone_key, email_domain, company_key, name_key,
                                             told_apart, loosely)
                        select :batch, r.*, :loosely from unnest(
                            :places::bigint[], :names::text[], :mails::text[], :phones::text[], :domains::text[],
                            :companies::text[], :persons::text[], :toldApart::boolean[]) as r
                        on conflict do nothing
                        """)
                .param("batch", batch)
                .param("loosely", rules.countLooseNames())
                .param("places", places(them))
                .param("names", them.stream().map(it -> it.who().company()).toArray(String[]::new))
                .param("mails", Traits.each(traits, Traits::email))
                .param("phones", Traits.each(traits, Traits::phone))
                .param("domains", Traits.each(traits, Traits::domain))
                .param("companies", Traits.each(traits, Traits::company))
                .param("persons", Traits.each(traits, Traits::person))
                .param("toldApart", them.stream().map(Arrival::toldApart).toArray(Boolean[]::new))
                .update();
    }

    private Map<Long, List<Alike>> lookFor(long batch, List<Arrival> them, List<Traits> traits) {
        Map<Long, List<Alike>> found = new HashMap<>();
        jdbc.sql("""
                        select r.line, d.* from unnest(
                            :places::bigint[], :mails::text[], :phones::text[], :domains::text[], :companies::text[],
                            :persons::text[]) with ordinality as r(place, mail, phone, domain, company, person, line)
                         cross join lateral arrivals_alike(
                               :batch, r.place, r.mail, r.phone, r.domain, r.company, r.person, :alike) as d
                        """)
                .param("batch", batch)
                .param("places", places(them))
                .param("mails", Traits.each(traits, Traits::email))
                .param("phones", Traits.each(traits, Traits::phone))
                .param("domains", Traits.each(traits, Traits::domain))
                .param("companies", Traits.each(traits, Traits::company))
                .param("persons", Traits.each(traits, Traits::person))
                .param("alike", rules.fromLikenessAlone())
                .query(row -> {
                    int line = row.getInt("line") - 1;
                    DuplicateRules.Verdict verdict =
                            rules.of(row, traits.get(line).domain());
                    if (verdict.verdict() != Verdict.NONE) {
                        found.computeIfAbsent(them.get(line).place(), it -> new ArrayList<>())
                                .add(new Alike(
                                        row.getLong("place"),
                                        row.getString("company"),
                                        row.getBoolean("told_apart"),
                                        verdict));
                    }
                });
        return found;
    }

    private record Alike(long place, String company, boolean toldApart, DuplicateRules.Verdict verdict) {

        private Twin besides(Arrival arrival) {
            return new Twin(
                    place,
                    company,
                    // Another number in the other system is another customer there, until somebody says that it is not.
                    verdict.verdict() == Verdict.CERTAIN && !arrival.toldApart(),
                    toldApart && arrival.toldApart(),
                    verdict.score(),
                    verdict.reason());
        }
    }

    private static Long[] places(List<Arrival> them) {
        return them.stream().map(Arrival::place).toArray(Long[]::new);
    }
}
