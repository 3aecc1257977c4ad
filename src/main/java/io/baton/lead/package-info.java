/**
 * How a lead gets in and what becomes of it.
 *
 * <p>Purpose: every lead, from REST, the start form or elsewhere, comes through one door, {@link io.baton.lead.LeadIntake}.
 * Diagrams: {@code lead-intake.bpmn} (the start form) and {@code lead-qualification.bpmn} (the stage New lead). Starts
 * when a lead arrives, ends when it is qualified or lost. The team that {@code route-lead.dmn} names owns it until a
 * person qualifies it.
 */
@NullMarked
package io.baton.lead;

import org.jspecify.annotations.NullMarked;
