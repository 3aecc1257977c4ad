/**
 * What happens to a diagram, table or form when it is deployed, by a release or by a process owner.
 *
 * <p>Purpose: a deployment from Modeler is checked by the same rules as this repository's models and refused with every
 * problem at once; what an owner deployed is never overwritten by a release; nobody deletes what customers run on; and a
 * page says which models are customised. Starts before the first request, when the models of the release are deployed.
 */
@NullMarked
package io.baton.deployment;

import org.jspecify.annotations.NullMarked;
