package io.baton.models;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** One name, one file: in the jar and in a deployment only the bare file name is left. */
final class FileRules {

    private FileRules() {}

    static void check(Models models, Problems problems) {
        Map<String, ModelFile> byName = new HashMap<>();
        for (ModelFile file : models.files()) {
            ModelFile other = byName.putIfAbsent(file.name(), file);
            problems.styleUnless(
                    other == null,
                    Problem.of(
                            file,
                            "this name is used twice, by " + (other == null ? "" : other.path()) + " and " + file.path()
                                    + "; one of them would be lost"));
            problems.styleUnless(
                    file.bareName().equals(Words.kebab(file.bareName())),
                    Problem.of(file, "the file name should be " + Words.kebab(file.bareName())));
        }
        once(models.diagrams().stream().map(diagram -> Map.entry(diagram.id(), diagram.file())), problems);
        once(models.tables().stream().map(table -> Map.entry(table.id(), table.file())), problems);
        once(models.forms().stream().map(form -> Map.entry(form.id(), form.file())), problems);
        models.diagrams().forEach(diagram -> sameId(diagram.file(), diagram.id(), problems));
        models.tables().forEach(table -> sameId(table.file(), table.id(), problems));
        models.forms().forEach(form -> sameId(form.file(), form.id(), problems));
    }

    private static void once(Stream<Map.Entry<String, ModelFile>> ids, Problems problems) {
        Map<String, ModelFile> byId = new HashMap<>();
        ids.forEach(id -> {
            ModelFile other = byId.putIfAbsent(id.getKey(), id.getValue());
            problems.refuseUnless(
                    other == null,
                    Problem.of(
                            id.getValue(),
                            "its id '" + id.getKey() + "' is also that of " + (other == null ? "" : other.path())));
        });
    }

    private static void sameId(ModelFile file, String id, Problems problems) {
        problems.styleUnless(
                file.bareName().equals(id),
                Problem.of(file, "its id is '" + id + "'; expected the file's name, '" + file.bareName() + "'"));
    }
}
