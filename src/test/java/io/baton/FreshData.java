package io.baton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives each application context of the tests a data directory of its own, empty, under the build folder. */
public class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Path ROOT = ofThisMachine("test-data");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("baton.data-dir=" + create()).applyTo(context);
    }

    /** A folder under the build folder for this test machine alone: several may run side by side. */
    public static Path ofThisMachine(String folder) {
        return Path.of("target", folder, System.getProperty("test.process", "process-1"));
    }

    /** A new empty data directory. */
    public static synchronized Path create() {
        try {
            Files.createDirectories(ROOT);
            return Files.createTempDirectory(ROOT, "baton-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static {
        // What an earlier run left behind; nothing runs on it any more when a new test machine starts.
        try {
            FileSystemUtils.deleteRecursively(ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + ROOT, e);
        }
    }
}
