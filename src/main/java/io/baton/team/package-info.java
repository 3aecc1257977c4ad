/**
 * Who is away, who stands in, and how much each person can carry.
 *
 * <p>Purpose: work never waits for somebody who is not there. Diagram: {@code absence.bpmn}, which starts when an absence is
 * planned, hands over what is due when it begins, gives it back when it ends, and is owned by the managers. Other parts
 * ask {@link io.baton.team.Presence}. The owner of a customer stays who it is: a stand-in acts for the owner.
 */
@NullMarked
package io.baton.team;

import org.jspecify.annotations.NullMarked;
