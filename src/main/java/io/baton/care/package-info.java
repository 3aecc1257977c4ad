/**
 * The time in which a customer uses what was delivered.
 *
 * <p>Diagram: {@code customer-care.bpmn}, the stage In service. Starts when customer success accepted the handoff or the
 * customer renewed, ends when the review before the renewal date is due or the customer leaves. The receiver of the
 * handoff owns it.
 */
@NullMarked
package io.baton.care;

import org.jspecify.annotations.NullMarked;
