package io.baton.team;

import org.jspecify.annotations.Nullable;

/**
 * What a team lead said about a person.
 *
 * @param backup who stands in while the person is away or busy, or null
 * @param capacity how many customers the person has in hand at most, or null where there is no limit
 */
record TeamMember(
        String person, @Nullable String backup, @Nullable Integer capacity) {}
