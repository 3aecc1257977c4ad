package io.baton.sheet;

import java.util.regex.Pattern;

/**
 * Texts that a spreadsheet would take for a formula: written with an apostrophe before them they are shown as they are, and
 * read again without it. What begins with apostrophes already gets one more, so that nothing is lost on the way.
 */
final class HarmlessText {

    /** Also in the full width of East Asian scripts, which spreadsheets read alike. */
    private static final String DANGEROUS = "[=+\\-@\\t\\r\\n|%\\uFF1D\\uFF0B\\uFF0D\\uFF20]";

    private static final Pattern WOULD_BE_COMPUTED = Pattern.compile("'*" + DANGEROUS, Pattern.DOTALL);
    private static final Pattern MADE_HARMLESS = Pattern.compile("'+" + DANGEROUS, Pattern.DOTALL);

    private HarmlessText() {}

    static String write(String text) {
        return WOULD_BE_COMPUTED.matcher(text).lookingAt() ? "'" + text : text;
    }

    static String read(String text) {
        return isMadeHarmless(text) ? text.substring(1) : text;
    }

    static boolean isMadeHarmless(String text) {
        return MADE_HARMLESS.matcher(text).lookingAt();
    }
}
