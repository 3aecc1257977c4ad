/**
 * Who gets in, and what each hat sees.
 *
 * <p>Purpose: the doors (web apps, REST), the hats as groups with their rights in the engine, the administrator of a new
 * installation, and the shared filters of the Tasklist. Starts before the first request; knows nothing of customers.
 */
@NullMarked
package io.baton.access;

import org.jspecify.annotations.NullMarked;
