package io.baton.customer;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What customers and their people are compared by: names, mail addresses and domains in one form, however they were written.
 * A key is never shown to anybody.
 */
public final class ComparisonKeys {

    /** The ends of companies' names that say nothing about who they are; those of several words before their parts. */
    private static final List<String> LEGAL_FORMS = List.of(
            "gmbh and co kgaa",
            "gmbh and co kg",
            "gmbh co kg",
            "ag and co kg",
            "ug haftungsbeschrankt",
            "sa de cv",
            "s de rl de cv",
            "sp z o o",
            "sp z oo",
            "pty ltd",
            "pvt ltd",
            "private limited",
            "co ltd",
            "and co kg",
            "and co",
            "spol s r o",
            "s r o",
            "d o o",
            "e k",
            "e v",
            "g m b h",
            "gmbh",
            "mbh",
            "ggmbh",
            "ug",
            "ag",
            "se",
            "kg",
            "kgaa",
            "ohg",
            "gbr",
            "ek",
            "ev",
            "eg",
            "ltd",
            "limited",
            "llc",
            "llp",
            "lp",
            "plc",
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "company",
            "co",
            "sa",
            "sas",
            "sasu",
            "sarl",
            "eurl",
            "sl",
            "slu",
            "spa",
            "srl",
            "srls",
            "bv",
            "nv",
            "bvba",
            "oy",
            "oyj",
            "ab",
            "as",
            "asa",
            "aps",
            "sro",
            "doo",
            "kft",
            "zrt",
            "sia",
            "uab",
            "ou",
            "lda",
            "ltda",
            "kk",
            "pty",
            "pte ltd");

    private static final Set<String> TITLES =
            Set.of("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "dipl", "ing", "mag", "phd");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Of an abbreviation such as S.A. */
    private static final Pattern INNER_DOTS = Pattern.compile("(?<=\\b\\p{L})\\.(?=\\p{L}\\b)");

    private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** An umlaut is written with and without its dots, and in two letters. */
    private static final Pattern TWO_LETTERS = Pattern.compile("([aou])e");

    private ComparisonKeys() {}

    /** A company's name without its legal form, in lower case and without accents and punctuation. */
    public static String ofCompany(String company) {
        String key = words(company);
        String form = legalForm(key);
        while (form != null) {
            key = key.substring(0, key.length() - form.length() - 1);
            form = legalForm(key);
        }
        return key;
    }

    private static @Nullable String legalForm(String key) {
        return LEGAL_FORMS.stream()
                .filter(form -> key.endsWith(" " + form))
                .findFirst()
                .orElse(null);
    }

    /** A person's name without titles, in lower case, without accents, whichever of its parts comes first. */
    public static String ofPerson(String name) {
        String key = Arrays.stream(words(name).split(" "))
                .filter(word -> !TITLES.contains(word))
                .sorted()
                .collect(Collectors.joining(" "));
        return key.isEmpty() ? words(name) : key;
    }

    /** A mail address as one mailbox has it: without case, and the domain in ASCII; null for null. */
    public static @Nullable String ofEmail(@Nullable String email) {
        return email == null
                ? null
                : email.substring(0, email.lastIndexOf('@')).toLowerCase(Locale.ROOT) + "@" + ofDomain(email);
    }

    /** The domain of a mail address in ASCII; null for null. */
    public static @Nullable String ofDomain(@Nullable String email) {
        if (email == null) {
            return null;
        }
        String domain = email.substring(email.lastIndexOf('@') + 1);
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }

    private static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        plain = MARKS.matcher(plain).replaceAll("");
        plain = plain.replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "a")
                .replace("œ", "o")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("ı", "i")
                .replace("&", " and ")
                .replace("+", " and ");
        plain = TWO_LETTERS.matcher(plain).replaceAll("$1");
        plain = INNER_DOTS.matcher(plain).replaceAll("");
        plain = APOSTROPHES.matcher(plain).replaceAll("");
        plain = NO_WORD.matcher(plain).replaceAll(" ").strip();
        return plain.isEmpty() ? text.strip().toLowerCase(Locale.ROOT) : plain;
    }
}
