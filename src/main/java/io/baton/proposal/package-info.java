/**
 * From the first sales conversation to the customer's yes or no.
 *
 * <p>Diagrams: {@code proposal-preparation.bpmn} (the stage Qualified) and {@code proposal-decision.bpmn} (the stage
 * Proposal). Starts when a lead is qualified, ends when the deal is won, with scope, payment terms and kickoff confirmed
 * in writing, or lost for a reason. The person who qualified the lead owns it.
 */
@NullMarked
package io.baton.proposal;

import org.jspecify.annotations.NullMarked;
