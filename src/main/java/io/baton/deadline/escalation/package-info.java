/**
 * What was not done in time climbs a ladder until somebody answers.
 *
 * <p>The ladder stands in {@code escalation.dmn}: who is told, who is asked, when the next rung follows, when the work moves.
 * The process {@code escalation} climbs it and shows it; what came of it is kept, so that reports can say how often
 * escalation helped.
 */
@NullMarked
package io.baton.deadline.escalation;

import org.jspecify.annotations.NullMarked;
