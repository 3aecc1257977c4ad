package io.baton.api;

import java.io.IOException;

/** A body grew beyond the limit while it was read. */
class RequestTooLarge extends IOException {

    RequestTooLarge() {
        super("The request's body is larger than " + RequestSizeLimit.LARGEST_BODY + " bytes");
    }
}
