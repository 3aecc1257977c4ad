package io.baton.bench;

/**
 * What one unit of work cost in one pass, on average.
 *
 * @param wal bytes of write-ahead log
 * @param pageImages how much of it are images of whole pages, written at the first change after a checkpoint
 * @param statements SQL statements that the database executed; a batch that the driver joins into one counts as one
 * @param rows rows inserted, updated and deleted
 * @param commits committed transactions, those that only read included
 * @param millis wall-clock time of the pass divided by its units
 */
record Figures(double wal, double pageImages, double statements, double rows, double commits, double millis) {

    double walWithoutPageImages() {
        return wal - pageImages;
    }
}
