package io.baton.deployment;

/** What the engine knows a model by, whatever its file is called: deploying the same id again makes a new version. */
record ModelKey(Kind kind, String id) {}
