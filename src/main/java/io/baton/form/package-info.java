/**
 * The rules that a Camunda Form states, held on the server: what was submitted is checked against the deployed
 * {@code .form} itself, so that no rule is written twice.
 *
 * <p>Purpose: a form is only a picture in the browser; whoever talks to the engine's interface can leave it out. Pure
 * Java without the engine: {@link io.baton.form.FormCheck} takes a form, what was submitted and what was known before,
 * and says what may be stored or what is wrong. The engine package calls it wherever answers come in.
 */
@NullMarked
package io.baton.form;

import org.jspecify.annotations.NullMarked;
