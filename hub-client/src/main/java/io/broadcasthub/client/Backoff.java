package io.broadcasthub.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: full jitter, so that clients that lost a hub together do not come back
 * together. Each delay is drawn evenly from nothing to a bound that doubles from {@code min} to {@code max}.
 */
final class Backoff {
    private final long minNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private int attempts;

    Backoff(Duration min, Duration max, RandomGenerator random) {
        this.minNanos = min.toNanos();
        this.maxNanos = max.toNanos();
        this.random = random;
    }

    Duration next() {
        long bound = bound();
        attempts++;
        return Duration.ofNanos(random.nextLong(bound + 1));
    }

    /** The largest delay that {@link #next()} may give now. */
    long bound() {
        int shift = Math.min(attempts, Long.numberOfLeadingZeros(minNanos) - 1);
        return Math.min(maxNanos, minNanos << shift);
    }

    /**
     * A connection ended after it had lasted this long. Only one that lasted forgives the failures before it: a hub that
     * welcomes and hangs up at once is not hammered.
     */
    void lasted(Duration connected) {
        if (connected.toNanos() >= maxNanos) {
            attempts = 0;
        }
    }
}
