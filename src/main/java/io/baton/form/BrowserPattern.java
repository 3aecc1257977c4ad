package io.baton.form;

import java.util.regex.Pattern;

/** Reads a pattern as the browser does: a form states it once, in the browser's language, and both sides use it. */
final class BrowserPattern {

    private BrowserPattern() {}

    /**
     * Translates what means something else in Java: {@code $} is the very end, and inside brackets {@code [} and
     * {@code &&} are plain characters.
     *
     * @throws java.util.regex.PatternSyntaxException where it is no pattern
     */
    static Pattern compile(String pattern) {
        StringBuilder java = new StringBuilder();
        boolean inBrackets = false;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\' && at + 1 < pattern.length()) {
                java.append(c).append(pattern.charAt(++at));
            } else if (inBrackets) {
                java.append(c == '[' || c == '&' ? "\\" + c : c);
                inBrackets = c != ']';
            } else if (pattern.startsWith("[^]", at)) {
                java.append("[\\s\\S]");
                at += 2;
            } else {
                java.append(c == '$' ? "\\z" : c);
                inBrackets = c == '[';
            }
        }
        return Pattern.compile(java.toString());
    }
}
