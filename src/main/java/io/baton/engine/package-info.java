/**
 * The little that all processes share: how the engine is set up, what diagrams may see, typed process variables,
 * decision tables, live form context, and the mirror that tells the business record what is open.
 *
 * <p>Together with the steps and the {@code …Process} classes this is the only place that speaks to Camunda, and so
 * also the seam for a move to another engine of its family.
 */
@NullMarked
package io.baton.engine;

import org.jspecify.annotations.NullMarked;
