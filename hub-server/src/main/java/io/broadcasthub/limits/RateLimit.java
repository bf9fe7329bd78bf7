package io.broadcasthub.limits;

import java.util.concurrent.TimeUnit;

/**
 * Allows a burst, then a steady rate: the generic cell rate algorithm. What it remembers of one that is limited is a single
 * instant, which that one keeps as a field: when it may have the whole burst again.
 */
public final class RateLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private RateLimit() {}

    /**
     * Whether there is one more.
     *
     * @param fullAt what {@link #take} gave last; before that any time that is past
     */
    public static boolean allows(long fullAt, int rate, int burst, long now) {
        return take(fullAt, rate, now) - now <= burst * (SECOND / rate);
    }

    /** Takes one that {@link #allows allowed}; to be kept. */
    public static long take(long fullAt, int rate, long now) {
        return (fullAt - now > 0 ? fullAt : now) + SECOND / rate;
    }
}
