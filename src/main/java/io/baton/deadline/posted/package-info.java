/**
 * Posts how long each step may take where everybody sees it.
 *
 * <p>Purpose: nobody has to open a table to know by when they are expected. The page {@code /windows} is made from the
 * deployed tables whenever somebody opens it, so it never says anything else than what counts.
 */
@NullMarked
package io.baton.deadline.posted;

import org.jspecify.annotations.NullMarked;
