package io.baton.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of models, as the engine tells them apart by the ends of their file names. */
enum Kind {
    @JsonProperty("diagram")
    DIAGRAM(".bpmn"),
    @JsonProperty("table")
    TABLE(".dmn"),
    @JsonProperty("form")
    FORM(".form");

    private final String ending;

    Kind(String ending) {
        this.ending = ending;
    }

    static Optional<Kind> of(String fileName) {
        return Arrays.stream(values())
                .filter(kind -> fileName.endsWith(kind.ending))
                .findFirst();
    }
}
