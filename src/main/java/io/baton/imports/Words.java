package io.baton.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/** Compares what people wrote by its letters and digits alone. */
final class Words {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[][^)\\]]*[)\\]]");

    private Words() {}

    static String plain(String text) {
        return OTHER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** What stands in brackets explains the rest. */
    static String withoutBrackets(String text) {
        // Behind the last closing bracket nothing is looked for: each opening one would search all the rest.
        int end = Math.max(text.lastIndexOf(')'), text.lastIndexOf(']')) + 1;
        return plain(IN_BRACKETS.matcher(text.substring(0, end)).replaceAll(" ") + text.substring(end));
    }
}
