package io.baton.sheet;

import java.util.List;

/**
 * A row as it stands in the file; rows without any text are left out.
 *
 * @param line the line in the file or the row of the sheet, from 1; of a row with line breaks in it, the first
 * @param cells the cells' texts without white space around them; an empty one is an empty text
 * @param kinds for each cell, the id of its {@link CellKind}
 */
public record SourceRow(long line, List<String> cells, String kinds) {

    /** The cell's text, or an empty one beyond the last. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    public CellKind kind(int column) {
        return column < kinds.length() ? CellKind.of(kinds.charAt(column)) : CellKind.TEXT;
    }

    /** How far the cells reach that hold anything. */
    public int width() {
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }
}
