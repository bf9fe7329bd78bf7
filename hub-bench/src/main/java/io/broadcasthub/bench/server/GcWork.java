package io.broadcasthub.bench.server;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;

/**
 * What a JVM's collector did in some time.
 *
 * @param collections those that stopped the program
 * @param micros for which they stopped it, together
 * @param longestMicros of their pauses
 * @param allocatedBytes by the whole program from each collection to the next one
 * @param allocatingSeconds between those; 0 where that is not known
 */
public record GcWork(
        long collections, double micros, double longestMicros, double allocatedBytes, double allocatingSeconds) {
    static final GcWork NONE = new GcWork(0, 0, 0, 0, 0);

    /** Of both times together, or of two processes. */
    public GcWork plus(GcWork other) {
        return new GcWork(
                collections + other.collections,
                micros + other.micros,
                Math.max(longestMicros, other.longestMicros),
                allocatedBytes + other.allocatedBytes,
                allocatingSeconds + other.allocatingSeconds);
    }

    public Row into(Row row) {
        if (allocatingSeconds > 0) {
            row.set(Figure.ALLOCATION_RATE, allocatedBytes / allocatingSeconds);
        }
        return row.set(Figure.COLLECTIONS, collections)
                .set(Figure.COLLECTING, micros)
                .set(Figure.LONGEST_PAUSE, longestMicros);
    }
}
