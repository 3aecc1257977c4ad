/**
 * The lead pools: leads wait in them until somebody claims them or they are assigned, by the rules of {@code
 * lead-pools.dmn}, and come back to them when nobody reaches the lead, by {@code recycle-lead.dmn}.
 *
 * <p>Diagrams: {@code lead-qualification.bpmn}, {@code dispatch-leads.bpmn}. A lead is in its pool while a team owns it in the
 * stage New lead; managers see to the rules.
 */
@NullMarked
package io.baton.lead.pool;

import org.jspecify.annotations.NullMarked;
