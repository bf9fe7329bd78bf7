package io.broadcasthub.bench.load;

/**
 * When each message is due, whatever the server does: the load is an open loop, and what is late counts as latency.
 *
 * @param start when message 0 is due, as {@link System#nanoTime}
 * @param rate messages a second
 * @param end nothing is due from then on
 */
public record Schedule(long start, double rate, long end) {
    private static final double NANOS = 1e9;

    public Schedule {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a rate is more than 0");
        }
    }

    /** When a message is due. */
    public long timeOf(long number) {
        return start + (long) (number / rate * NANOS);
    }

    public boolean isOver(long number) {
        return timeOf(number) - end >= 0;
    }
}
