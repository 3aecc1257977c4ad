/**
 * The public page on which anybody can become a lead.
 *
 * <p>Purpose: a form that a team links or embeds, which works without scripts and takes what is sent through the one door,
 * {@link io.baton.lead.LeadIntake}. No diagram of its own. It needs no sign-in and no cookie: there is nothing that another
 * site could misuse in somebody's name. The team decides by settings whether it is there and where it may be embedded.
 */
@NullMarked
package io.baton.lead.form;

import org.jspecify.annotations.NullMarked;
