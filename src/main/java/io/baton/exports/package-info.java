/**
 * Gives a team back everything that it put in, as tables that a spreadsheet opens safely.
 *
 * <p>Purpose: nobody stays because their customers cannot leave. What is exported can be imported again without loss.
 * Managers own it.
 */
@NullMarked
package io.baton.exports;

import org.jspecify.annotations.NullMarked;
