package io.baton.models;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a model.
 *
 * @param file the file's name without folders
 * @param element the id of the part of the diagram, table or form that it is about, if it is about one part
 * @param sentence file, part and what is wrong, in words for a process owner
 */
public record Problem(String file, @Nullable String element, String sentence) {

    /** A problem of a file as a whole. */
    static Problem of(ModelFile file, String problem) {
        return of(file.name(), problem);
    }

    /** A problem of a file, or what stands for one, as a whole. */
    public static Problem of(String file, String problem) {
        return new Problem(file, null, file + ": " + problem);
    }
}
