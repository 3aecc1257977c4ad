package io.baton.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs without the rights of root, since PostgreSQL refuses to run as root: in a user namespace of their own,
 * where root is nobody in particular but its files stay its own.
 */
class UnprivilegedCommands implements Commands {

    private static final List<String> STEP_DOWN = List.of("unshare", "-U");

    private final Commands commands;

    private UnprivilegedCommands(Commands commands) {
        this.commands = commands;
    }

    /**
     * The given commands, wrapped if this process runs as root.
     *
     * @throws DatabaseStartException if root cannot step down on this machine
     */
    static Commands forThisUser(Commands commands, Platform platform, Path folder) throws IOException {
        if (platform.isWindows()
                || !commands.run(folder, "", List.of("id", "-u"))
                        .output()
                        .strip()
                        .equals("0")) {
            return commands;
        }
        Commands unprivileged = new UnprivilegedCommands(commands);
        String reason;
        try {
            Result result = unprivileged.run(folder, "", List.of("true"));
            if (result.ok()) {
                return unprivileged;
            }
            reason = result.output().strip();
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        throw new DatabaseStartException(
                "PostgreSQL refuses to run as root, and root cannot step down here with \"unshare -U\": " + reason,
                "Run Baton as a normal user (in a container: USER 1000, or docker run --user 1000), or use a PostgreSQL"
                        + " of your own: set SPRING_DATASOURCE_URL.");
    }

    @Override
    public Result run(Path folder, String input, List<String> command) throws IOException {
        List<String> unprivileged = new ArrayList<>(STEP_DOWN);
        unprivileged.addAll(command);
        return commands.run(folder, input, unprivileged);
    }
}
