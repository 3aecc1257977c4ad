package io.baton.sheet;

/**
 * Texts in which a spreadsheet would find a formula: written with an apostrophe before it they are shown as they are, and
 * read again without it.
 *
 * <p>A formula begins a cell, and where a cell begins is for the program to say that opens the file: one that cuts at another
 * separator, or goes by lines whatever is between quotation marks, finds cells in the middle of a text. So the apostrophe
 * stands at the beginning of a text and behind each separator and line break in it, also where blanks or quotation marks come
 * first, and there before every dangerous character: {@code Call, +49 30 123} is written as {@code Call, '+49 30 123}. To let
 * phone numbers and dashes pass would take a guess at what each program computes. Where apostrophes stand already, one more is
 * written, so that nothing is lost on the way.
 */
final class HarmlessText {

    private static final char MARK = '\'';

    /** Also in the full width of East Asian scripts, which spreadsheets read alike. */
    private static final String DANGEROUS = "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20";

    /**
     * What some programs take off a cell before they read it. Within a text they are separators: what is behind them is made
     * harmless, and a line break stays one.
     */
    private static final String TAKEN_OFF = "\t\r\n";

    private static final String SEPARATORS = ",;|" + TAKEN_OFF;

    private HarmlessText() {}

    static String write(String text) {
        return marked(text, 1);
    }

    static String read(String text) {
        return marked(text, -1);
    }

    /** @param more how many apostrophes are added before each dangerous character, as far as that leaves none missing */
    private static String marked(String text, int more) {
        StringBuilder out = new StringBuilder(text.length() + 1);
        boolean beginsCell = true;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (beginsCell && at < text.length() && text.charAt(at) == MARK) {
                at++;
            }
            int marks = at - start;
            if (at == text.length()) {
                return out.append(text, start, at).toString();
            }
            char next = text.charAt(at++);
            boolean dangerous =
                    beginsCell && (DANGEROUS.indexOf(next) >= 0 || start == 0 && TAKEN_OFF.indexOf(next) >= 0);
            out.append(String.valueOf(MARK).repeat(dangerous ? Math.max(marks + more, 0) : marks))
                    .append(next);
            beginsCell = SEPARATORS.indexOf(next) >= 0
                    || beginsCell && !dangerous && marks == 0 && isBlankOrQuotationMark(next);
        }
        return out.toString();
    }

    private static boolean isBlankOrQuotationMark(char character) {
        return character == '"' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
