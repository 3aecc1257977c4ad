package io.baton.gate;

import java.time.Instant;

/** A manager's decision that a customer may leave its stage though something is missing: by whom, when and why. */
record OverrideView(String by, Instant at, String reason) {}
