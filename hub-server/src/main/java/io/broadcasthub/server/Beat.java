package io.broadcasthub.server;

import io.broadcasthub.diagnostics.ThreadTimes;

/**
 * How long an event loop took to come to a task, and what its thread did meanwhile.
 *
 * @param at when it came to it; of a loop that has not yet, when it was looked at
 * @param delay nanoseconds
 * @param during of the thread, between the two
 * @param total of the thread, at the end
 */
record Beat(long at, long delay, ThreadTimes during, ThreadTimes total) {
    static final Beat NONE = new Beat(0, 0, ThreadTimes.NONE, ThreadTimes.NONE);

    /** A question that a loop has not answered yet. */
    record Asked(long at, ThreadTimes total) {
        Beat until(long now, ThreadTimes then) {
            return new Beat(now, now - at, then.since(total), then);
        }
    }
}
