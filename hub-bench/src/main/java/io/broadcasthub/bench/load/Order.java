package io.broadcasthub.bench.load;

import java.io.Serializable;
import java.time.Duration;

/** What a {@link Crowd} is told to do. Each is answered with a tally when it is done. */
public sealed interface Order extends Serializable {
    /** Connect and subscribe; done when each has succeeded or failed. */
    record Join() implements Order {}

    /**
     * Forget latencies and what came within the last window; the next one is from here to there, in nanoseconds. Of
     * connections count those that are begun in it, or due.
     */
    record Window(long start, long end) implements Order {}

    /** Say what was seen. */
    record Count() implements Order {}

    /** Break all connections at once. */
    record Cut() implements Order {}

    /** Connect again and resume; done when each has the message of this number. */
    record ComeBack(long target) implements Order {}

    /** Stop reading, or begin again. */
    record Stall(boolean stalled) implements Order {}

    /**
     * Each connects, subscribes, listens for so long, ends, over and over, until {@link Rest}; done at once. Every second
     * end is a reset. Where they listen, their beginnings are spread over that time.
     */
    record Churn(Duration stay) implements Order {}

    /**
     * Each connects, subscribes and ends, over and over, as in {@link Churn}, but when it is due and not when it can be: an open
     * loop. Done at once.
     *
     * @param each connections a second that a subscriber makes, on average
     * @param end none is due from then on
     */
    record Arrive(long start, double each, long end) implements Order {}

    /** No new cycles, but those that are due already; done when all have ended. */
    record Rest() implements Order {}

    /** End all connections. */
    record Leave() implements Order {}
}
