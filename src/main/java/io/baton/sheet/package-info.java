/**
 * Tables that people keep in spreadsheets: how their files are read, whatever program wrote them, and how ours are written.
 *
 * <p>Purpose: import and export speak of lines, columns and cells, never of encodings, separators and archives. Files are
 * read row by row, so memory does not grow with them; what a file is gets decided by what is in it, not by its name.
 */
@NullMarked
package io.baton.sheet;

import org.jspecify.annotations.NullMarked;
