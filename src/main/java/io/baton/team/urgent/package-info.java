/**
 * What cannot wait for the owner.
 *
 * <p>Purpose: an urgent matter is with somebody at once: the owner or, where the owner is away or busy, whoever stands in, or
 * else the next of the team that answers for the customer. Diagram: {@code urgent-matter.bpmn}, which starts when somebody
 * fills in its form, runs beside the lifecycle under the customer's number, ends when the matter is settled, and is owned
 * by the managers. The customer's owner stays who it is.
 */
@NullMarked
package io.baton.team.urgent;

import org.jspecify.annotations.NullMarked;
