package io.broadcasthub.bench.load;

import org.HdrHistogram.Histogram;

/** How long what happened within a window took. On the loop of the share only. */
final class Timings {
    private Histogram latency = Tally.histogram();
    private Histogram connect = Tally.histogram();
    private long start = Long.MAX_VALUE;
    private long end = Long.MAX_VALUE;

    /** What was timed before is forgotten. */
    void begin(long from, long to) {
        start = from;
        end = to;
        latency = Tally.histogram();
        connect = Tally.histogram();
    }

    boolean contains(long time) {
        return time >= start && time < end;
    }

    /** A message came. */
    void message(long due, long now) {
        if (contains(due)) {
            latency.recordValue(Math.max(0, now - due));
        }
    }

    /** A connection is there; before the first window all of them count. */
    void connection(long due, long now) {
        if (start == Long.MAX_VALUE || contains(due)) {
            connect.recordValue(Math.max(0, now - due));
        }
    }

    Histogram latency() {
        return latency.copy();
    }

    Histogram connect() {
        return connect.copy();
    }
}
