/**
 * How Baton answers: refusals in words, problem details, idempotent calls.
 *
 * <p>Purpose: whatever is wrong with an input, the person or system that sent it learns what, where and what to do.
 * Used by every part that takes input from outside; knows nothing of customers or of the engine.
 */
@NullMarked
package io.baton.api;

import org.jspecify.annotations.NullMarked;
