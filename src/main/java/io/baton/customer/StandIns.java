package io.baton.customer;

import java.util.Optional;
import java.util.Set;

/** What the record needs to know of people who are away; answered by the part that keeps absences. */
public interface StandIns {

    /** Whether a person acts for another who is away, and so counts as that one's hand. */
    boolean actsFor(String person, String away);

    /** Everybody for whom a person acts now, as {@link #actsFor} says of one. One query. */
    Set<String> allFor(String person);

    /** Until when a person is away and who stands in, as a sentence without its full stop; empty where they are here. */
    Optional<String> whereIs(String person);
}
