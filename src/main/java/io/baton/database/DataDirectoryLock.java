package io.baton.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps two applications from running a server on one data directory; the operating system frees it after a crash. */
final class DataDirectoryLock {

    // On Unix, closing any channel on the file frees the lock of the whole process, so a second try must not open it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    // Windows bars others from reading what is locked, so the lock lies behind the text.
    private static final long BEHIND_THE_TEXT = 1_000_000;

    private final Path file;
    private final FileChannel channel;

    private DataDirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock or fails at once.
     *
     * @throws DatabaseStartException if another application, in this process or another, holds it
     */
    static DataDirectoryLock take(PostgresHome home) throws IOException {
        Path file = home.lock();
        if (!HELD_HERE.add(file)) {
            throw held(home, "this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(BEHIND_THE_TEXT, 1, false);
            if (lock == null) {
                ByteBuffer text = ByteBuffer.allocate(100);
                channel.read(text, 0);
                throw held(home, "process " + new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
            }
            byte[] owner = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(owner), 0);
            return new DataDirectoryLock(file, channel);
        } catch (IOException | RuntimeException e) {
            close(file, channel);
            throw e;
        }
    }

    private static DatabaseStartException held(PostgresHome home, String owner) {
        return new DatabaseStartException(
                "Another Baton (" + owner.strip() + ") already runs on the data directory "
                        + home.folder().getParent() + ".",
                "Stop it first, or give this one another folder with baton.data-dir. Several nodes share one database"
                        + " of your own: set SPRING_DATASOURCE_URL.");
    }

    void release() {
        close(file, channel);
    }

    private static void close(Path file, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
