package io.baton.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, free of the caller's PostgreSQL settings and language. */
class SystemCommands implements Commands {

    private static final long PATIENCE_MINUTES = 10;

    @Override
    public Result run(Path folder, String input, List<String> command) throws IOException {
        // A file and not a pipe: a server that inherits the pipe would keep it open for as long as it runs.
        Path output = Files.createTempFile(folder, "output", PostgresHome.UNFINISHED);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("PG"));
            environment.put("LC_ALL", "C");
            environment.put("TZ", "UTC");
            Process process = builder.start();
            feed(process, input);
            return new Result(end(process, command), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            PostgresHome.deleteQuietly(output);
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended before it read everything; its status and output say why.
        }
    }

    private static int end(Process process, List<String> command) throws IOException {
        try {
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new IOException(command.get(0) + " did not end within " + PATIENCE_MINUTES + " minutes");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + command.get(0) + " was running");
        }
    }
}
