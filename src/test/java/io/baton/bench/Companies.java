package io.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Names of companies as a search finds them in practice: one or two words of their own, that some others have too, and one
 * of a few that everybody has. The same in each run.
 */
class Companies implements Supplier<String> {

    private static final String[] SYLLABLES =
            "ba be da do fe fo ga gu ka ki la lo ma mi na no pa po ra ri sa so ta tu va vo wa wi za zo stra kra bro lin mar ton ber gen sen man"
                    .split(" ");
    private static final String[] COMMON =
            ("trading consulting logistics systems software engineering media design partners solutions technologies services"
                            + " industries foods transport energy medical capital construction metals plastics textiles travel"
                            + " events marketing security printing")
                    .split(" ");
    private static final int WORDS = 40_000;
    private static final int PERSONS = 400;

    private final Random random;
    private final List<String> words = new ArrayList<>();

    Companies(long seed) {
        Random same = new Random(1);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 2 + same.nextInt(3); syllables > 0; syllables--) {
                word.append(one(SYLLABLES, same));
            }
            words.add(word.toString());
        }
        random = new Random(seed);
    }

    @Override
    public synchronized String get() {
        String name = words.get(random.nextInt(WORDS));
        if (random.nextBoolean()) {
            name += " " + words.get(random.nextInt(WORDS));
        }
        return name + " " + one(COMMON, random);
    }

    /** A person's name that few others have. */
    synchronized String person() {
        return words.get(random.nextInt(PERSONS)) + " " + words.get(random.nextInt(WORDS));
    }

    private static String one(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
