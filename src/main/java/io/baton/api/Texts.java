package io.baton.api;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text from outside may be, the same for every door: not blank where it is needed, not too long, no control
 * characters, no HTML.
 */
public final class Texts {

    /** A name, a product, a campaign: at most this many characters. */
    public static final int SHORT = 200;
    /** A note or a message: at most this many characters. */
    public static final int LONG = 4000;
    /** An amount of money as a decimal string, not negative. */
    public static final String AMOUNT = "\\d{1,12}(\\.\\d{1,2})?";

    // Line breaks and tabs are text; every other control character, and what reverses or hides text, is not.
    private static final Pattern CONTROL = Pattern.compile(
            "[\\p{Cc}&&[^\\r\\n\\t]]|[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]|\\p{Cs}");
    private static final Pattern BLANKS = Pattern.compile("[ \\p{Zs}]+");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\t\\u2028\\u2029]");
    private static final Pattern HTML = Pattern.compile(
            "<[/!?]?[a-zA-Z][a-zA-Z0-9-]*(\\s[^<>]*)?/?>|<!--|<(script|style|iframe|img|svg)\\b",
            Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /**
     * Checks a text that has to be given.
     *
     * @return the text without white space around it
     * @throws Refusal naming the field and what is wrong with it
     */
    public static String required(String field, @Nullable String text, int longest) {
        String checked = optional(field, text, longest);
        if (checked == null) {
            throw Refusal.ofField(field, "must not be blank");
        }
        return checked;
    }

    /**
     * Checks a text that may be left out; blank counts as left out.
     *
     * @throws Refusal naming the field and what is wrong with it
     */
    public static @Nullable String optional(String field, @Nullable String text, int longest) {
        String problem = problem(text, longest);
        if (problem != null) {
            throw Refusal.ofField(field, problem);
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * A name as people read it: without white space around it, one blank where there are several, and each character in its
     * one composed form. Its case is whoever bears it to decide. Null for null.
     */
    public static @Nullable String tidy(@Nullable String name) {
        return name == null
                ? null
                : BLANKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFC).strip())
                        .replaceAll(" ");
    }

    /** The entries of a list with commas between them, as tables hold them; none where there is no text. */
    public static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    /** What is wrong with a text, or null where nothing is; a blank text is not wrong in itself. */
    public static @Nullable String problem(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        if (text.length() > longest) {
            return "must be at most " + longest + " characters long, but is " + text.length();
        }
        if (CONTROL.matcher(text).find()) {
            return "must not contain control characters";
        }
        if (longest <= SHORT && LINE_BREAK.matcher(text.strip()).find()) {
            return "must be one line";
        }
        if (HTML.matcher(text).find()) {
            return "must not contain HTML";
        }
        return null;
    }
}
