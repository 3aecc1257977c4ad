package io.baton.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs the programs that come with PostgreSQL; tests put their own in between. */
interface Commands {

    /**
     * Runs a program to its end and returns what it said.
     *
     * @param folder working directory
     * @param input what the program reads
     * @throws IOException if the program cannot be run or does not end
     */
    Result run(Path folder, String input, List<String> command) throws IOException;

    /** How a program ended: zero is well. */
    record Result(int status, String output) {

        boolean ok() {
            return status == 0;
        }
    }
}
