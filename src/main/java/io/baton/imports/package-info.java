/**
 * Brings in a team that comes with a spreadsheet: its customers at their true stage, with owner, next step and date.
 *
 * <p>Purpose: a file becomes customers without a word invented; what is wrong is named by line and column, what is missing is
 * listed as work. Diagram: {@code import-customers.bpmn}. Starts when somebody hands in a file, ends when every row of it is
 * done, refused or given up; managers own it.
 */
@NullMarked
package io.baton.imports;

import org.jspecify.annotations.NullMarked;
