package io.baton.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One workload with one number of threads: the passes of both arms, and what the last of them spent where. */
record Comparison(
        Workload workload, int threads, Map<String, List<Figures>> passes, Map<String, List<Meter.Cost>> statements) {

    /** The median over an arm's passes. */
    double median(String arm, Kind kind) {
        double[] sorted = sorted(arm, kind);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(String arm, Kind kind) {
        return sorted(arm, kind)[0];
    }

    double most(String arm, Kind kind) {
        double[] sorted = sorted(arm, kind);
        return sorted[sorted.length - 1];
    }

    /** Ours divided by the bare engine's. */
    double ratio(Kind kind) {
        return median("baton", kind) / median("bare", kind);
    }

    private double[] sorted(String arm, Kind kind) {
        return passes.get(arm).stream().mapToDouble(kind::of).sorted().toArray();
    }

    /** The kinds of figures, in the order in which they are shown. */
    enum Kind {
        WAL("WAL bytes", "%,.0f") {
            @Override
            double of(Figures figures) {
                return figures.wal();
            }
        },
        WAL_WITHOUT_PAGE_IMAGES("WAL bytes without page images", "%,.0f") {
            @Override
            double of(Figures figures) {
                return figures.walWithoutPageImages();
            }
        },
        STATEMENTS("SQL statements", "%,.1f") {
            @Override
            double of(Figures figures) {
                return figures.statements();
            }
        },
        ROWS("rows written", "%,.1f") {
            @Override
            double of(Figures figures) {
                return figures.rows();
            }
        },
        COMMITS("commits", "%,.1f") {
            @Override
            double of(Figures figures) {
                return figures.commits();
            }
        },
        MILLIS("ms (wall clock)", "%,.1f") {
            @Override
            double of(Figures figures) {
                return figures.millis();
            }
        };

        private final String label;
        private final String format;

        Kind(String label, String format) {
            this.label = label;
            this.format = format;
        }

        abstract double of(Figures figures);

        String label() {
            return label;
        }

        String show(double value) {
            return String.format(java.util.Locale.ROOT, format, value);
        }

        static Stream<Kind> all() {
            return Stream.of(values());
        }
    }
}
