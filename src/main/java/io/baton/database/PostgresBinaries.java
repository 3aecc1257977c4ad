package io.baton.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path into a folder that is named by version and content. */
record PostgresBinaries(Path folder) {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\S+)");
    private static final String PREFIX = "bin-";

    /** The programs for a platform, unpacked if this is the first start with them. */
    static PostgresBinaries unpacked(PostgresHome home, Platform platform, Commands commands) throws IOException {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(platform.archive());
        if (archive == null) {
            throw platform.missing();
        }
        String fingerprint = fingerprint(archive);
        List<Path> present = PostgresHome.list(home.folder(), PREFIX + "*-" + fingerprint);
        if (!present.isEmpty()) {
            return new PostgresBinaries(present.get(0));
        }
        log.info("Unpacking PostgreSQL into {} (once)", home.folder());
        Path unfinished = home.unfinished("bin");
        unpack(archive, unfinished);
        Path folder = home.folder().resolve(PREFIX + version(unfinished, home, commands) + "-" + fingerprint);
        home.publish(unfinished, folder);
        return new PostgresBinaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** For example {@code 17.11}. */
    String version() {
        String name = folder.getFileName().toString();
        return name.substring(PREFIX.length(), name.lastIndexOf('-'));
    }

    /** Removes the programs of other versions; only for when no server runs from them. */
    void removeOthers(PostgresHome home) throws IOException {
        for (Path other : PostgresHome.list(home.folder(), PREFIX + "*")) {
            if (!other.equals(folder)) {
                // Renamed first, so that what a crash leaves of it is known as unfinished.
                Path unfinished = home.unfinished(other.getFileName().toString());
                home.publish(other, unfinished);
                PostgresHome.deleteTree(unfinished);
            }
        }
    }

    private static String fingerprint(URL archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("The archive reaches out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    write(tar, path);
                    PostgresHome.restrict(path, (entry.getMode() & 0100) != 0 ? "rwx------" : "rw-------");
                }
            }
        }
    }

    private static void write(InputStream content, Path path) throws IOException {
        Files.copy(content, path);
        // Without this, a power cut after the rename could leave files that are there but empty.
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String version(Path unpacked, PostgresHome home, Commands commands) throws IOException {
        Path program = new PostgresBinaries(unpacked).program("postgres");
        Commands.Result said = commands.run(home.folder(), "", List.of(program.toString(), "--version"));
        Matcher version = VERSION.matcher(said.output());
        if (!said.ok() || !version.find()) {
            throw new IOException("The unpacked PostgreSQL does not run on this machine: "
                    + said.output().strip());
        }
        return version.group(1);
    }
}
