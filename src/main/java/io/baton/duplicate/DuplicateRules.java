package io.baton.duplicate;

import io.baton.engine.Decisions;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code duplicate-rules.dmn} and {@code free-mail-domains.dmn}: what counts as the same customer. */
@Component
class DuplicateRules {

    /** A search for what is less alike than that finds nearly everybody. */
    private static final int LEAST = 60;

    /** From there on names are found by their signatures, below it letter by letter: see the function of the candidates. */
    private static final int SIGNED = 90;

    private static final int STEP = 5;
    private static final int NEVER = 101;

    private final Decisions decisions;

    DuplicateRules(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * How alike two are.
     *
     * @param domain {@code same}, {@code different}, or empty where one of the two has no domain of its own
     * @param company how alike the companies' names are, in percent
     * @param person how alike the persons' names are, in percent
     */
    record Likeness(boolean sameMail, boolean samePhone, String domain, int company, int person) {}

    /**
     * What they say of somebody whom a search found, from what the search says of how alike the two are.
     *
     * @param domain that of whom is searched for, or null
     */
    Verdict of(ResultSet found, @Nullable String domain) throws SQLException {
        return of(new Likeness(
                found.getBoolean("same_mail"),
                found.getBoolean("same_phone"),
                domains(domain, found.getArray("domains")),
                found.getInt("company_likeness"),
                found.getInt("name_likeness")));
    }

    private String domains(@Nullable String asked, @Nullable Array known) throws SQLException {
        if (asked == null || known == null) {
            return "";
        }
        List<String> own = Arrays.stream((String[]) known.getArray())
                .filter(domain -> own(domain) != null)
                .toList();
        return own.isEmpty() ? "" : own.contains(asked) ? "same" : "different";
    }

    /** What the rules say. */
    record Verdict(Match.Verdict verdict, int score, String reason) {}

    /** What the first row says that fits; where none does, the two have nothing to do with each other. */
    Verdict of(Likeness likeness) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("mail", likeness.sameMail() ? "same" : "");
        inputs.put("phone", likeness.samePhone() ? "same" : "");
        inputs.put("domain", likeness.domain());
        inputs.put("company", (long) likeness.company());
        inputs.put("person", (long) likeness.person());
        List<Map<String, Object>> rows = decisions.rows("duplicate-rules", inputs);
        if (rows.isEmpty()) {
            return new Verdict(Match.Verdict.NONE, 0, "");
        }
        Map<String, Object> row = rows.get(0);
        return new Verdict(
                Match.Verdict.valueOf(String.valueOf(row.get("verdict")).toUpperCase(Locale.ROOT)),
                ((Number) row.get("score")).intValue(),
                String.valueOf(row.get("reason")));
    }

    /**
     * How alike the names of two companies are, in percent, before the rules say anything of two who have nothing else in
     * common; more than 100 where they never do.
     */
    int fromLikenessAlone() {
        return IntStream.iterate(LEAST, it -> it <= 100, it -> it + STEP)
                .filter(it -> Stream.of("", "different")
                        .map(domain -> of(new Likeness(false, false, domain, it, 0)))
                        .anyMatch(verdict -> verdict.verdict() != Match.Verdict.NONE))
                .findFirst()
                .orElse(NEVER);
    }

    /** Whether names count that are so little alike that they are looked for letter by letter. */
    boolean countLooseNames() {
        return fromLikenessAlone() < SIGNED;
    }

    /** The domain, if it is its company's own; null where anybody can have an address there. */
    @Nullable
    String own(@Nullable String domain) {
        if (domain == null) {
            return null;
        }
        boolean anybodys = decisions.rows("free-mail-domains", Map.of()).stream()
                .anyMatch(row -> domain.equals(row.get("domain")));
        return anybodys ? null : domain;
    }
}
