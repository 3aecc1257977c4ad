package io.baton.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/** Compares what people wrote by its letters and digits alone. */
final class Words {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[].*?[)\\]]");

    private Words() {}

    static String plain(String text) {
        return OTHER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** What stands in brackets explains the rest. */
    static String withoutBrackets(String text) {
        return plain(IN_BRACKETS.matcher(text).replaceAll(" "));
    }
}
