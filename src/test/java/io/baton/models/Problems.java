package io.baton.models;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a set of models, one sentence each. */
final class Problems {

    private final List<String> sentences = new ArrayList<>();

    /** Adds the sentence unless all is well. */
    void unless(boolean fine, String sentence) {
        if (!fine) {
            sentences.add(sentence);
        }
    }

    void add(String sentence) {
        sentences.add(sentence);
    }

    List<String> all() {
        return sentences.stream().distinct().toList();
    }
}
