package io.baton.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder {@code postgres} in the data directory: binaries, data, password and logs. What takes time to make is made
 * under an unfinished name and renamed when it is whole, so a crash leaves nothing half done behind.
 */
record PostgresHome(Path folder) {

    static final String UNFINISHED = ".tmp";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    // pg_ctl hands the paths to a shell, between double quotes.
    private static final Pattern UNSAFE = Pattern.compile(POSIX ? "[\"$`\\\\\\p{Cntrl}]" : "[\"%\\p{Cntrl}]");

    /** The folder under a data directory, made if it is missing. */
    static PostgresHome under(Path dataDirectory) throws IOException {
        Path folder = dataDirectory.toAbsolutePath().normalize().resolve("postgres");
        if (UNSAFE.matcher(folder.toString()).find()) {
            throw new DatabaseStartException(
                    "The path of the data directory holds a character that PostgreSQL's tools cannot take: " + folder,
                    "Choose another folder with baton.data-dir; spaces are fine; quotes, $, %, ` and \\ are not.");
        }
        Files.createDirectories(folder);
        return new PostgresHome(folder.toRealPath());
    }

    Path data() {
        return folder.resolve("data");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path password() {
        return folder.resolve("password");
    }

    /** What the server says before it opens its log. */
    Path startLog() {
        return folder.resolve("start.log");
    }

    private Path logs() {
        return folder.resolve("log");
    }

    /** The name under which something is made before it is {@linkplain #publish published}. */
    Path unfinished(String name) {
        return folder.resolve(name + UNFINISHED);
    }

    /** Gives something that is whole its name, for good even if the machine loses power the next moment. */
    void publish(Path unfinished, Path name) throws IOException {
        Files.move(unfinished, name, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /** Keeps everybody but the owner out, and removes what a crash has left unfinished. */
    void tidy() throws IOException {
        restrict(folder, "rwx------");
        force(folder.getParent());
        for (Path left : list(folder, "*" + UNFINISHED)) {
            deleteTree(left);
        }
    }

    static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        }
        return found;
    }

    static void restrict(Path path, String permissions) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** Writes a small text and forces it to disk. */
    static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /** Forces a folder's entries to disk, where the operating system can. */
    static void force(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static void deleteTree(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Windows keeps it while a server has it open; the next start tidies up.
        }
    }

    /** The last lines that the server has written since a moment, to tell why it did not start. */
    String logSince(Instant moment) throws IOException {
        StringBuilder text = new StringBuilder(tail(startLog()));
        if (Files.isDirectory(logs())) {
            for (Path log : list(logs(), "*.log")) {
                if (!Files.getLastModifiedTime(log).toInstant().isBefore(moment.minusSeconds(1))) {
                    text.append(tail(log));
                }
            }
        }
        return text.toString();
    }

    private static String tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(log)) {
            channel.position(Math.max(0, channel.size() - 2_000));
            byte[] end = Channels.newInputStream(channel).readAllBytes();
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
