/**
 * The review before the renewal date, and its result.
 *
 * <p>Diagram: {@code contract-renewal.bpmn}, the stage Renewal. Starts when the review is due or somebody starts it
 * early, ends when the customer renewed, and is in service again, or left. The customer's owner in customer success
 * owns it.
 */
@NullMarked
package io.baton.renewal;

import org.jspecify.annotations.NullMarked;
