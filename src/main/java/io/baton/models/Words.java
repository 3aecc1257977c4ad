package io.baton.models;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One label, spelled the ways it is needed: as an element id, as the name of a step, as the name of a file. */
final class Words {

    private Words() {}

    static String pascal(String label) {
        return of(label)
                .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .collect(Collectors.joining());
    }

    static String camel(String label) {
        String pascal = pascal(label);
        return pascal.isEmpty() ? "" : pascal.substring(0, 1).toLowerCase() + pascal.substring(1);
    }

    static String kebab(String label) {
        return of(label).map(String::toLowerCase).collect(Collectors.joining("-"));
    }

    static int sentences(String text) {
        return text.isBlank() ? 0 : text.strip().split("[.!?](\\s+|$)").length;
    }

    private static Stream<String> of(String label) {
        return Arrays.stream(label.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty());
    }
}
