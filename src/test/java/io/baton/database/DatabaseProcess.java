package io.baton.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An application in a process of its own, for tests that kill it: a database, until its input ends. */
final class DatabaseProcess {

    /** Starts it; its {@link #answer} says how that went. */
    static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DatabaseProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** {@code RUNS} with the process of the server, or {@code REFUSED} with the reason. */
    static String answer(Process application) throws IOException {
        BufferedReader output = application.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("RUNS ") || line.startsWith("REFUSED ")) {
                return line;
            }
        }
        throw new IllegalStateException("It ended without an answer");
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres database;
        try {
            database = EmbeddedPostgres.start(Path.of(arguments[0]), ServerSettings.of(Map.of()));
        } catch (DatabaseStartException e) {
            System.out.println("REFUSED " + e.getMessage());
            return;
        }
        try (database) {
            System.out.println("RUNS " + database.pid());
            while (System.in.read() >= 0) {
                // until whoever started this process ends it
            }
        }
    }
}
