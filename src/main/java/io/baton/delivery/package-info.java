/**
 * From the customer's yes to a delivered and invoiced project.
 *
 * <p>Diagrams: {@code delivery-preparation.bpmn} (the stage Ready for delivery) and {@code service-delivery.bpmn} (the
 * stage Active delivery). Starts when delivery accepted the handoff, ends when the service is delivered or the customer
 * cancels. The receiver of the handoff owns it.
 */
@NullMarked
package io.baton.delivery;

import org.jspecify.annotations.NullMarked;
