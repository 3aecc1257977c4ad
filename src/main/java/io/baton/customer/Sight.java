package io.baton.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What somebody sees of a customer; the later ones are more. */
public enum Sight {
    /** As if the customer was not there. */
    NOTHING("nothing"),
    /** Number, company, stage and owner, and nothing that is personal. */
    IN_BRIEF("in-brief"),
    /** The whole record. */
    EVERYTHING("everything");

    private final String id;

    Sight(String id) {
        this.id = id;
    }

    /** As in {@code customer-sight.dmn} and over REST. */
    @JsonValue
    public String id() {
        return id;
    }

    /** What a table says; what is no such word is the least. */
    static Sight of(Object cell) {
        return Arrays.stream(values())
                .filter(sight -> sight.id.equals(cell))
                .findFirst()
                .orElse(NOTHING);
    }
}
