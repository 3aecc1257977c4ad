/**
 * A team and its customers to try things with.
 *
 * <p>Purpose: whoever types one command finds people to sign in as and customers at every stage. Active with the profile
 * {@code demo} only; {@link io.baton.demo.Installation} sees to it that a demo never becomes production unnoticed, nor
 * the other way round.
 */
@NullMarked
package io.baton.demo;

import org.jspecify.annotations.NullMarked;
