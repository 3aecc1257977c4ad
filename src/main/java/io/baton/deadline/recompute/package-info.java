/**
 * Moves open dates when windows, working hours or closing days change, after a manager has seen what would change.
 *
 * <p>Purpose: a changed calendar counts for what waits already, and nobody is surprised. Diagram:
 * {@code recompute-deadlines.bpmn}. Starts when such a table is deployed, when somebody asks for it over REST or in the
 * Tasklist; ends when all dates are moved, or kept. Managers own it.
 */
@NullMarked
package io.baton.deadline.recompute;

import org.jspecify.annotations.NullMarked;
