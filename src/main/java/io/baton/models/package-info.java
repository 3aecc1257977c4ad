/**
 * The rules that diagrams, tables and forms keep, in sentences for process owners.
 *
 * <p>One set of rules for two readers. The build keeps this repository's models to all of them; a deployment from Modeler
 * has to keep those whose breach would open a hole, fail while customers are on the way, or leave a step that nobody can
 * do. The rest is good style, or something that a default covers: accepted, the latter with a warning. Which is which
 * stands beside each rule: {@link io.baton.models.Problems} has a method for each weight.
 *
 * <p>Knows files and what the application offers them ({@link io.baton.models.Known}), nothing of a running engine.
 */
@NullMarked
package io.baton.models;

import org.jspecify.annotations.NullMarked;
