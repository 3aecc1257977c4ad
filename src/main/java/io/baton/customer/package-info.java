/**
 * The record that everybody looks at: where a customer stands, who owns the next step, what it is and when it is due.
 *
 * <p>Purpose: one source of truth with the seven fields and the journal. Diagram: {@code customer-lifecycle.bpmn}, the
 * map. Starts when a lead arrives, ends as Lost or Former customer. Stage, owner, next step and due date are written by
 * the process alone; whoever owns the stage owns the record.
 */
@NullMarked
package io.baton.customer;

import org.jspecify.annotations.NullMarked;
