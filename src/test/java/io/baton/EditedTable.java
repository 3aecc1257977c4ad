package io.baton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table as a process owner leaves it after adding rows in Modeler. */
public final class EditedTable {

    private static final Pattern FIRST_ROW = Pattern.compile(" *<rule ");
    private static final Pattern INPUT = Pattern.compile("<input ");
    private static final Pattern OUTPUT = Pattern.compile("<output ");

    private final String file;
    private String xml;
    private int added;

    /** @param path below `processes` and without ending, such as `gate/custody` */
    public EditedTable(String path) {
        this.file = path.substring(path.indexOf('/') + 1) + ".dmn";
        try {
            xml = Files.readString(Path.of("processes", path + ".dmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a row above all others; the cells are FEEL, in the order of the columns, and empty where no more are given. */
    public EditedTable row(String... cells) {
        int inputs = (int) INPUT.matcher(xml).results().count();
        StringBuilder rule =
                new StringBuilder("      <rule id=\"DecisionRule_Own%d\">\n        <description>our own</description>\n"
                        .formatted(++added));
        int columns = inputs + (int) OUTPUT.matcher(xml).results().count();
        for (int i = 0; i < columns; i++) {
            String kind = i < inputs ? "inputEntry" : "outputEntry";
            String cell = i < cells.length ? cells[i] : "";
            rule.append("        <%s id=\"Own%d_%d\"><text>%s</text></%s>\n".formatted(kind, added, i, cell, kind));
        }
        rule.append("      </rule>\n");
        Matcher first = FIRST_ROW.matcher(xml);
        if (!first.find()) {
            throw new IllegalStateException(file + " has no row");
        }
        xml = xml.substring(0, first.start()) + rule + xml.substring(first.start());
        return this;
    }

    public String file() {
        return file;
    }

    public String xml() {
        return xml;
    }
}
