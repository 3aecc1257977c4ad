package io.baton.duplicate;

import io.baton.customer.ComparisonKeys;
import io.baton.customer.NewCustomer;
import io.baton.customer.Stage;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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
        String email = ComparisonKeys.ofEmail(lead.email());
        String domain = domain(lead);
        String company = ComparisonKeys.ofCompany(lead.company());
        String person = ComparisonKeys.ofPerson(lead.contactName());
        // What the running transaction has taken in so far may be the same, too.
        entities.flush();
        List<Match> matches = new ArrayList<>(jdbc.sql("select * from duplicate_candidates(?, ?, ?, ?, ?, ?, ?, null)")
                .param(locks(email, lead.phoneKey(), company))
                .param(email)
                .param(lead.phoneKey())
                .param(domain)
                .param(company)
                .param(person)
                .param(rules.fromLikenessAlone())
                .query((row, index) -> match(row, domain))
                .list());
        return bestFirst(matches);
    }

    /**
     * The same for many at once, in their order; nobody waits for anybody.
     *
     * @param ofImport the import that brings them: whom it brought already is not compared
     */
    List<List<Match>> ofEach(List<NewCustomer> arrivals, long ofImport) {
        List<List<Match>> matches = new ArrayList<>();
        arrivals.forEach(it -> matches.add(new ArrayList<>()));
        jdbc.sql("""
                        select r.line, d.* from unnest(
                            :mails::text[], :phones::text[], :domains::text[], :companies::text[], :persons::text[])
                               with ordinality as r(mail, phone, domain, company, person, line)
                         cross join lateral duplicate_candidates(
                               '{}', r.mail, r.phone, r.domain, r.company, r.person, :alike, :import) as d
                        """)
                .param("mails", texts(arrivals, it -> ComparisonKeys.ofEmail(it.email())))
                .param("phones", texts(arrivals, NewCustomer::phoneKey))
                .param("domains", texts(arrivals, this::domain))
                .param("companies", texts(arrivals, it -> ComparisonKeys.ofCompany(it.company())))
                .param("persons", texts(arrivals, it -> ComparisonKeys.ofPerson(it.contactName())))
                .param("alike", rules.fromLikenessAlone())
                .param("import", ofImport)
                .query(row -> {
                    int line = row.getInt("line") - 1;
                    matches.get(line).add(match(row, domain(arrivals.get(line))));
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

    private @Nullable String domain(NewCustomer arrival) {
        return rules.own(ComparisonKeys.ofDomain(arrival.email()));
    }

    private static @Nullable String[] texts(List<NewCustomer> arrivals, Function<NewCustomer, @Nullable String> key) {
        return arrivals.stream().map(key).toArray(String[]::new);
    }

    private Match match(ResultSet row, @Nullable String domain) throws SQLException {
        DuplicateRules.Verdict verdict = rules.of(new DuplicateRules.Likeness(
                row.getBoolean("same_mail"),
                row.getBoolean("same_phone"),
                domain(domain, row.getArray("domains")),
                row.getInt("company_likeness"),
                row.getInt("name_likeness")));
        return new Match(
                row.getLong("id"),
                row.getString("company"),
                Stage.of(row.getString("stage")),
                verdict.verdict(),
                verdict.score(),
                verdict.reason());
    }

    private String domain(@Nullable String asked, @Nullable Array known) throws SQLException {
        if (asked == null || known == null) {
            return "";
        }
        List<String> own = Arrays.stream((String[]) known.getArray())
                .filter(domain -> rules.own(domain) != null)
                .toList();
        return own.isEmpty() ? "" : own.contains(asked) ? "same" : "different";
    }

    /** In one order for everybody, so that no two wait for each other. */
    private static Long[] locks(@Nullable String email, @Nullable String phone, String company) {
        return Stream.of(
                        email == null ? null : "mail " + email,
                        phone == null ? null : "phone " + phone,
                        "company " + company)
                .filter(Objects::nonNull)
                .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits())
                .sorted()
                .toArray(Long[]::new);
    }
}
