package io.baton.database;

import io.baton.FreshData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Data directories under {@code target}, fresh for each test; the binaries are unpacked once and linked into each. */
final class TestFolders {

    private static final Path ROOT = FreshData.ofThisMachine("database tests");

    private TestFolders() {}

    /** A folder that does not exist, in one that does. */
    static Path missing(String name) {
        try {
            Path folder = ROOT.resolve(name);
            if (Files.exists(folder)) {
                PostgresHome.deleteTree(folder);
            }
            Files.createDirectories(ROOT);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data directory without data. */
    static Path withBinaries(String name) {
        try {
            Path source = unpackedOnce();
            Path folder = missing(name);
            Path target = Files.createDirectories(folder.resolve("postgres")).resolve(source.getFileName());
            try (Stream<Path> tree = Files.walk(source)) {
                for (Path each : tree.toList()) {
                    Path copy = target.resolve(source.relativize(each));
                    if (Files.isSymbolicLink(each)) {
                        Files.createSymbolicLink(copy, Files.readSymbolicLink(each));
                    } else if (Files.isDirectory(each)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.createLink(copy, each);
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized Path unpackedOnce() throws IOException {
        PostgresHome home = PostgresHome.under(ROOT.resolve("shared"));
        home.tidy();
        return PostgresBinaries.unpacked(home, Platform.current(), new SystemCommands())
                .folder();
    }
}
