package io.baton.duplicate;

import io.baton.customer.NewCustomer;
import io.baton.customer.Stage;
import io.baton.duplicate.Duplicates.Sought;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds those on record who may be the one who comes now: one look, at a few rows however many customers there are. */
@Component
class Candidates {

    private final JdbcClient jdbc;
    private final DuplicateRules rules;
    private final EntityManager entities;

    Candidates(JdbcClient jdbc, DuplicateRules rules, EntityManager entities) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.entities = entities;
    }

    /**
     * Those who are certainly or likely the same, best first. Whoever looks for the same mail address, phone number or
     * company waits until this transaction ends.
     */
    List<Match> of(NewCustomer lead) {
        Traits traits = Traits.of(lead, rules);
        // What the running transaction has taken in so far may be the same, too.
        entities.flush();
        List<Match> matches = new ArrayList<>(jdbc.sql("select * from duplicate_candidates(?, ?, ?, ?, ?, ?, ?, null)")
                .param(locks(traits))
                .param(traits.email())
                .param(traits.phone())
                .param(traits.domain())
                .param(traits.company())
                .param(traits.person())
                .param(rules.fromLikenessAlone())
                .query((row, index) -> match(row, traits))
                .list());
        return bestFirst(matches);
    }

    /**
     * The same for many at once, in their order; nobody waits for anybody.
     *
     * @param ofImport the import that brings them: whom it brought already is not compared
     */
    List<List<Match>> ofEach(List<NewCustomer> arrivals, long ofImport) {
        List<Traits> all = arrivals.stream().map(it -> Traits.of(it, rules)).toList();
        List<List<Match>> matches = new ArrayList<>();
        arrivals.forEach(it -> matches.add(new ArrayList<>()));
        jdbc.sql("""
                        select r.line, d.* from unnest(
                            :mails::text[], :phones::text[], :domains::text[], :companies::text[], :persons::text[])
                               with ordinality as r(mail, phone, domain, company, person, line)
                         cross join lateral duplicate_candidates(
                               '{}', r.mail, r.phone, r.domain, r.company, r.person, :alike, :import) as d
                        """)
                .param("mails", Traits.each(all, Traits::email))
                .param("phones", Traits.each(all, Traits::phone))
                .param("domains", Traits.each(all, Traits::domain))
                .param("companies", Traits.each(all, Traits::company))
                .param("persons", Traits.each(all, Traits::person))
                .param("alike", rules.fromLikenessAlone())
                .param("import", ofImport)
                .query(row -> {
                    int line = row.getInt("line") - 1;
                    matches.get(line).add(match(row, all.get(line)));
                });
        return matches.stream().map(Candidates::bestFirst).toList();
    }

    private static List<Match> bestFirst(List<Match> matches) {
        matches.removeIf(match -> match.verdict() == Match.Verdict.NONE);
        matches.sort(Comparator.comparing(Match::verdict)
                .thenComparing(Comparator.comparingInt(Match::score).reversed())
                .thenComparing(Match::id));
        return matches;
    }

    private Match match(ResultSet row, Traits traits) throws SQLException {
        DuplicateRules.Verdict verdict = rules.of(row, traits.domain());
        return new Match(
                row.getLong("id"),
                row.getString("company"),
                Stage.of(row.getString("stage")),
                verdict.verdict(),
                verdict.score(),
                verdict.reason());
    }

    /** Until this transaction ends, whoever looks for one of the same waits, as those do who look for one alone. */
    void waitFor(Collection<Sought> sought) {
        jdbc.sql("select count(pg_advisory_xact_lock(k)) from unnest(:keys::bigint[]) as k")
                .param("keys", locks(sought.stream()))
                .query(Long.class)
                .single();
    }

    private static Long[] locks(Traits traits) {
        return locks(Stream.of(new Sought(null, traits.email(), traits.phone(), traits.company())));
    }

    /** In one order for everybody, so that no two wait for each other. */
    private static Long[] locks(Stream<Sought> sought) {
        return sought.flatMap(it -> Stream.of(
                        key("reference", it.reference()),
                        key("mail", it.email()),
                        key("phone", it.phone()),
                        key("company", it.company())))
                .filter(Objects::nonNull)
                .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits())
                .sorted()
                .distinct()
                .toArray(Long[]::new);
    }

    private static @Nullable String key(String kind, @Nullable String value) {
        return value == null ? null : kind + " " + value;
    }
}
