package io.baton.sheet;

/** What a cell holds, as far as its file says so; in a CSV file all but formulas are texts. */
public enum CellKind {
    TEXT('t'),
    /** A number with a point before its decimals, whatever it looked like. */
    NUMBER('n'),
    /** A day such as 2026-03-31, whatever it looked like. */
    DATE('d'),
    /** Something that a spreadsheet would compute; the text is the formula, and its last result is not read. */
    FORMULA('f'),
    /** What a spreadsheet could not compute, such as {@code #REF!}. */
    ERROR('e'),
    /** More text than any cell that people write; only its beginning is kept. */
    TOO_LONG('x');

    private final char id;

    CellKind(char id) {
        this.id = id;
    }

    public char id() {
        return id;
    }

    static CellKind of(char id) {
        for (CellKind kind : values()) {
            if (kind.id == id) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of cell has the id '" + id + "'");
    }
}
