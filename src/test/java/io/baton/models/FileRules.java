package io.baton.models;

import java.util.HashMap;
import java.util.Map;

/** One name, one file: in the jar and in a deployment only the bare file name is left. */
final class FileRules {

    private FileRules() {}

    static void check(Models models, Problems problems) {
        Map<String, ModelFile> byName = new HashMap<>();
        for (ModelFile file : models.files()) {
            ModelFile other = byName.putIfAbsent(file.name(), file);
            problems.unless(
                    other == null,
                    file.name() + ": this name is used twice, by " + (other == null ? "" : other.path()) + " and "
                            + file.path() + "; one of them would be lost");
            problems.unless(
                    file.bareName().equals(Words.kebab(file.bareName())),
                    file.path() + ": the file name should be " + Words.kebab(file.bareName()));
        }
        models.diagrams().forEach(diagram -> sameId(diagram.file(), diagram.id(), problems));
        models.tables().forEach(table -> sameId(table.file(), table.id(), problems));
        models.forms().forEach(form -> sameId(form.file(), form.id(), problems));
    }

    private static void sameId(ModelFile file, String id, Problems problems) {
        problems.unless(
                file.bareName().equals(id),
                file.path() + ": its id is '" + id + "'; expected the file's name, '" + file.bareName() + "'");
    }
}
