/**
 * What is on file about a customer, and whether that is enough to leave a stage.
 *
 * <p>Purpose: no stage is left with a criterion missing, whichever door is used. Facts arrive from forms and over REST and
 * are never changed, only withdrawn. Which facts there are stands in {@code evidence-keys.dmn}, which of them a stage
 * needs in {@code exit-criteria.dmn}, and who answers for a stage in {@code custody.dmn}: the process owner's tables. The
 * record asks here before it lets a customer enter the next stage.
 */
@NullMarked
package io.baton.gate;

import org.jspecify.annotations.NullMarked;
