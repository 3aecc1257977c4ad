package io.baton.api;

import java.io.IOException;

/** A body grew beyond the limit while it was read. */
public class RequestTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    RequestTooLarge(int largest) {
        super("The request's body is larger than " + largest / 1024 + " KB.");
    }
}
