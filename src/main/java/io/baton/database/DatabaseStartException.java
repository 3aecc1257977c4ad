package io.baton.database;

import org.jspecify.annotations.Nullable;

/**
 * The application cannot start because of its database. The message is a sentence for the person who starts it, the
 * action says what that person can do.
 */
public class DatabaseStartException extends RuntimeException {

    private final String action;

    DatabaseStartException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    DatabaseStartException(String message, String action) {
        this(message, action, null);
    }

    /** What to do about it, in one or two sentences. */
    public String action() {
        return action;
    }
}
