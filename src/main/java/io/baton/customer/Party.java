package io.baton.customer;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * A person or a team: who owns a customer, or who has a step.
 *
 * @param type whether {@code id} is a user's or a group's
 * @param id the user id or the group id
 */
@Embeddable
public record Party(@Enumerated(EnumType.STRING) Type type, String id) {

    /** Person or team. */
    public enum Type {
        PERSON,
        TEAM
    }

    public static Party person(String id) {
        return new Party(Type.PERSON, id);
    }

    public static Party team(String id) {
        return new Party(Type.TEAM, id);
    }

    public boolean isPerson() {
        return type == Type.PERSON;
    }

    @Override
    public String toString() {
        return isPerson() ? id : "team " + id;
    }
}
