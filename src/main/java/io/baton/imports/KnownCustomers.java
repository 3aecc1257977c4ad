package io.baton.imports;

import io.baton.customer.ComparisonKeys;
import io.baton.customer.CustomerNumber;
import io.baton.customer.PhoneNumber;
import io.baton.customer.Stage;
import io.baton.deadline.HomeCountry;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds out which rows speak of customers who are there already: with one look for many rows. */
@Component
class KnownCustomers {

    private static final String FIND = """
            select c.id, c.company, c.playbook, c.stage, c.owner_id, c.campaign, c.product, c.region, c.language, c.timeline,
                   c.budget_amount, c.budget_currency, c.decision_on, c.renewal_on, p.name, p.email, p.phone,
                   (select array_agg(reference) from customer_reference r
                     where r.customer_id in (select customer_family(c.id))) as refs,
                   (select array_agg(f) from customer_family(c.id) as f) as family,
                   (select array_agg(key) from (
                        select company_key as key from customer where id in (select customer_family(c.id))
                        union
                        select unnest(array[name_key, email_key, right(regexp_replace(phone, '\\D', '', 'g'), 8)])
                          from contact where customer_id in (select customer_family(c.id))) as k
                     where key <> '') as keys
              from (select distinct customer_survivor(hit.id) as id from (
                       select unnest(?::bigint[]) as id
                       union select customer_id from customer_reference where reference = any (?)
                       union select customer_id from unnest(?::text[]) as mail
                              cross join lateral (select customer_id from contact where email_key = mail offset 0) as p
                       union select customer_id from unnest(?::text[]) as number
                              cross join lateral (select customer_id from contact where phone_key = number offset 0) as p
                       union select customer_id from unnest(?::text[]) as digits
                              cross join lateral (
                                    select customer_id from contact
                                     where phone is not null
                                       and right(regexp_replace(phone, '\\D', '', 'g'), 8) = digits offset 0) as p) as hit
                   ) as known
             -- One by one along the indexes, also while the first import fills a table of which no statistics are kept yet.
             cross join lateral (select * from customer where id = known.id and undone_at is null offset 0) as c
             cross join lateral (select * from contact where customer_id = c.id and is_primary offset 0) as p
            """;

    private final JdbcTemplate jdbc;
    private final HomeCountry homeCountry;

    KnownCustomers(JdbcTemplate jdbc, HomeCountry homeCountry) {
        this.jdbc = jdbc;
        this.homeCountry = homeCountry;
    }

    /**
     * A customer as it is on record now.
     *
     * @param references the numbers that it has elsewhere, and those of all who were merged into it
     * @param numbers its own number, and those of all who were merged into it
     * @param keys what it, its people and all who were merged into it are called and reached by, as it is compared
     */
    record Existing(
            long id,
            String company,
            String playbook,
            Stage stage,
            String owner,
            @Nullable String campaign,
            @Nullable String product,
            @Nullable String region,
            @Nullable String language,
            @Nullable String timeline,
            @Nullable BigDecimal budgetAmount,
            @Nullable String budgetCurrency,
            @Nullable LocalDate decisionOn,
            @Nullable LocalDate renewalOn,
            String contact,
            @Nullable String email,
            @Nullable String phone,
            Set<String> references,
            Set<String> numbers,
            Set<String> keys) {

        String number() {
            return CustomerNumber.of(id);
        }
    }

    /**
     * What a row is about.
     *
     * @param customer the customer who is certainly meant, or null
     * @param doubt why a person has to look at it, or null
     */
    record Match(@Nullable Existing customer, @Nullable String doubt) {

        private static final Match NONE = new Match(null, null);
    }

    /** What was found for some rows. */
    static final class Found {

        private final Map<String, Existing> byNumber = new HashMap<>();
        private final Map<String, Existing> byReference = new HashMap<>();
        private final Map<String, List<Existing>> byEmail = new HashMap<>();
        private final Map<String, List<Existing>> byPhone = new HashMap<>();

        private Found(List<Existing> customers) {
            for (Existing customer : customers) {
                customer.numbers().forEach(it -> byNumber.put(it, customer));
                customer.references().forEach(it -> byReference.put(it, customer));
                if (customer.email() != null) {
                    byEmail.computeIfAbsent(ComparisonKeys.ofEmail(customer.email()), it -> new ArrayList<>())
                            .add(customer);
                }
                if (customer.phone() != null) {
                    byPhone.computeIfAbsent(ImportedRow.phoneKey(customer.phone()), it -> new ArrayList<>())
                            .add(customer);
                }
            }
        }

        Collection<Existing> all() {
            return new HashSet<>(byNumber.values());
        }

        Match match(ImportedRow row) {
            Existing known = row.reference() == null ? null : byReference.get(row.reference());
            if (known == null && row.number() != null) {
                known = byNumber.get(row.number());
            }
            if (known != null) {
                return hasAnythingInCommon(known, row)
                        ? new Match(known, null)
                        : new Match(
                                null,
                                "names %s, %s, by its number, and has neither company, person, mail address nor phone number in common with it: correct the number, or what stands on record"
                                        .formatted(known.number(), known.company()));
            }
            List<Existing> sameMail = row.email() == null
                    ? List.of()
                    : byEmail.getOrDefault(ComparisonKeys.ofEmail(row.email()), List.of());
            List<Existing> samePhone =
                    row.phone() == null ? List.of() : byPhone.getOrDefault(row.phoneKey(), List.of());
            List<Existing> certain = Stream.concat(sameMail.stream(), samePhone.stream())
                    .filter(it -> row.company() == null && sameMail.contains(it) || sameCompany(it, row))
                    // Another number in the other system is another customer there.
                    .filter(it -> row.reference() == null || it.references().isEmpty())
                    .distinct()
                    .toList();
            if (certain.size() == 1) {
                return new Match(certain.get(0), null);
            }
            if (certain.size() > 1) {
                return new Match(
                        null,
                        "fits %s and %s alike; say which by a reference or a number"
                                .formatted(
                                        certain.get(0).number(), certain.get(1).number()));
            }
            return Match.NONE;
        }

        /**
         * The numbers of another system, or of another Baton, may be taken here: whoever is named in the row says so. A row
         * that names nobody tells what is new of whoever has the number.
         */
        private static boolean hasAnythingInCommon(Existing customer, ImportedRow row) {
            if (row.company() == null && row.contact() == null) {
                return true;
            }
            List<String> keys = new ArrayList<>();
            if (row.company() != null) {
                keys.add(ComparisonKeys.ofCompany(row.company()));
            }
            if (row.contact() != null) {
                keys.add(ComparisonKeys.ofPerson(row.contact()));
            }
            if (row.email() != null) {
                keys.add(ComparisonKeys.ofEmail(row.email()));
            }
            if (row.phone() != null) {
                keys.add(row.phoneKey());
            }
            return keys.stream().anyMatch(customer.keys()::contains);
        }

        private static boolean sameCompany(Existing customer, ImportedRow row) {
            return row.company() != null && Words.plain(customer.company()).equals(Words.plain(row.company()));
        }
    }

    Found find(List<ImportedRow> rows) {
        Set<Long> ids = new HashSet<>();
        rows.stream().map(ImportedRow::number).filter(Objects::nonNull).forEach(it -> ids.add(CustomerNumber.idOf(it)));
        String[] references = texts(rows, ImportedRow::reference);
        String[] mails = texts(rows, row -> ComparisonKeys.ofEmail(row.email()));
        String[] phones = texts(rows, row -> dialled(row.phone(), row.region()));
        return new Found(jdbc.query(
                connection -> {
                    var query = connection.prepareStatement(FIND);
                    query.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                    query.setArray(2, connection.createArrayOf("text", references));
                    query.setArray(3, connection.createArrayOf("text", mails));
                    query.setArray(4, connection.createArrayOf("text", phones));
                    query.setArray(5, connection.createArrayOf("text", texts(rows, ImportedRow::phoneKey)));
                    return query;
                },
                (row, index) -> existing(row)));
    }

    /** A phone number as all are compared; null where there is none, or nobody knows of which country it is. */
    @Nullable
    String dialled(@Nullable String phone, @Nullable String region) {
        return phone == null || phone.isEmpty()
                ? null
                : PhoneNumber.e164(phone, region == null ? homeCountry.code() : region);
    }

    private static String[] texts(List<ImportedRow> rows, Function<ImportedRow, @Nullable String> key) {
        return rows.stream().map(key).filter(Objects::nonNull).distinct().toArray(String[]::new);
    }

    private static Existing existing(ResultSet row) throws SQLException {
        var references = row.getArray("refs");
        return new Existing(
                row.getLong("id"),
                row.getString("company"),
                row.getString("playbook"),
                Stage.of(row.getString("stage")),
                row.getString("owner_id"),
                row.getString("campaign"),
                row.getString("product"),
                row.getString("region"),
                row.getString("language"),
                row.getString("timeline"),
                row.getBigDecimal("budget_amount"),
                row.getString("budget_currency"),
                row.getObject("decision_on", LocalDate.class),
                row.getObject("renewal_on", LocalDate.class),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                references == null ? Set.of() : Set.of((String[]) references.getArray()),
                Arrays.stream((Long[]) row.getArray("family").getArray())
                        .map(CustomerNumber::of)
                        .collect(Collectors.toSet()),
                Set.of((String[]) row.getArray("keys").getArray()));
    }
}
