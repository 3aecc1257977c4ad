/**
 * Measures what Baton costs beside the bare engine with the same diagrams, on one PostgreSQL that keeps what it commits.
 *
 * <p>Run by {@code ./mvnw -Pbench verify}; the figures are printed and written to {@code target/bench}. What counts are
 * the figures that a busy machine does not touch: write-ahead log, statements, rows and commits per unit.
 */
@NullMarked
package io.baton.bench;

import org.jspecify.annotations.NullMarked;
