/**
 * Whether two records are about one customer, and what becomes of them.
 *
 * <p>Purpose: one customer, one record, with the history of both where there were two. Diagram:
 * {@code possible-duplicate.bpmn}. Starts when a lead looks like a customer who is on record already, ends when a person has
 * said whether the two are the same. The owner of the newer record, or its team, compares; who may merge and take apart by
 * REST stands in the table authority.
 */
@NullMarked
package io.baton.duplicate;

import org.jspecify.annotations.NullMarked;
