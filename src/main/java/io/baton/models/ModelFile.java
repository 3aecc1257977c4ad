package io.baton.models;

/** One file of a process owner's work: a diagram, table, form or element template, with its path below `processes` or `forms`. */
public record ModelFile(String path, byte[] content) {

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public String bareName() {
        return name().replaceFirst("\\.[a-z]+$", "");
    }

    public String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    boolean isA(String extension) {
        return path.endsWith("." + extension);
    }
}
