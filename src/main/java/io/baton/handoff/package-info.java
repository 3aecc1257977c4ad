/**
 * The pass from one owner to the next: a giver, a named receiver, and one moment.
 *
 * <p>Diagram: {@code customer-handoff.bpmn}, called by the map between sales and delivery and between delivery and
 * customer success. Starts when the giver's stage is done, ends when the receiver has accepted; until then stage and
 * owner stay the giver's.
 */
@NullMarked
package io.baton.handoff;

import org.jspecify.annotations.NullMarked;
