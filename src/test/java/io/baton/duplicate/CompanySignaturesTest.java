package io.baton.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever is at least 90 of 100 alike by name shares a signature: nobody is missed, and hardly anybody else is compared. */
@BatonTest
class CompanySignaturesTest {

    private static final int NAMES = 1_500;
    private static final String ALIKE = "similarity(a, b) >= 0.895::real";
    private static final String SHARE = "company_signatures(a) && alike_signatures(b)";

    private final Random random = new Random(24);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    @Tag("C52")
    void areSharedByAllWhoAreAlikeHoweverLongTheirNames() {
        List<String> names = Stream.generate(this::name).limit(NAMES).toList();
        List<String> others = names.stream().map(this::changed).toList();
        String pairs = "from unnest(:names::text[], :others::text[]) as pair(a, b) where ";

        long alike = count(pairs + ALIKE, names, others);

        assertThat(alike).as("pairs that are alike").isGreaterThan(NAMES / 3);
        assertThat(count(pairs + ALIKE + " and " + SHARE, names, others)).isEqualTo(alike);
        assertThat(count(pairs + ALIKE + " and " + SHARE, others, names))
                .as("the other way round")
                .isEqualTo(alike);
    }

    @Test
    @Tag("C52")
    void areSharedByFewWhoAreNotAlike() {
        List<String> names = Stream.generate(this::name).limit(400).distinct().toList();
        String pairs = "from unnest(:names::text[]) a, unnest(:others::text[]) b where a < b and ";

        assertThat(count(pairs + SHARE + " and not " + ALIKE, names, names)).isLessThan(names.size());
    }

    @Test
    void sayNothingOfANameWithoutLetters() {
        assertThat(jdbc.sql("select company_signatures('-') is null and alike_signatures('!') = '{}'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** A restore writes the rows before any path to the extension is set. */
    @Test
    void areMadeWhereverTheCallerLooksForFunctions() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local search_path = ''").update();
            assertThat(jdbc.sql("select cardinality(public.company_signatures('northwind trading'))")
                            .query(Integer.class)
                            .single())
                    .isPositive();
        });
    }

    private long count(String query, List<String> names, List<String> others) {
        return jdbc.sql("select count(*) " + query)
                .param("names", names.toArray(String[]::new))
                .param("others", others.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private String name() {
        return Stream.generate(this::word).limit(1 + random.nextInt(9)).collect(Collectors.joining(" "));
    }

    /** Of few letters, so that words share trigrams and repeat them. */
    private String word() {
        return random.ints(2 + random.nextInt(8), 0, 6)
                .mapToObj(letter -> "abenéß".substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    /** The same words in another order, one of them twice, a letter more, or another word beside them. */
    private String changed(String name) {
        List<String> words = new ArrayList<>(List.of(name.split(" ")));
        int one = random.nextInt(words.size());
        switch (random.nextInt(5)) {
            case 0 -> Collections.shuffle(words, random);
            case 1 -> words.add(words.get(one));
            case 2 -> words.set(one, words.get(one) + "s");
            case 3 -> words.set(one, words.get(one).substring(1));
            default -> words.add(one, word().substring(0, 2));
        }
        return String.join(" ", words);
    }
}
