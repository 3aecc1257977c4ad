/**
 * The proof that nothing waits without a date.
 *
 * <p>Purpose: whoever is live and would never be heard of again is found and named, by asking the record and the engine
 * for what one of them says and the other does not. Diagram: {@code stalled-work.bpmn}, which starts every hour and ends
 * when nothing stalls; managers own it. The same answer is there at any moment at {@code GET /api/stalled}.
 */
@NullMarked
package io.baton.deadline.stalled;

import org.jspecify.annotations.NullMarked;
