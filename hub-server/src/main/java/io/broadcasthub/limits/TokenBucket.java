package io.broadcasthub.limits;

/** Allows a burst, then a steady rate. Two numbers; its owner sees to it that one thread at a time uses it. */
public final class TokenBucket {
    private static final long SECOND = 1_000_000_000L;
    /** Longer than it takes to fill any bucket, and short enough that time by rate stays in range. */
    private static final long MOST = 1_000 * SECOND;

    private long tokens;
    private long refilledAt;

    public TokenBucket(int burst, long now) {
        tokens = burst;
        refilledAt = now;
    }

    /** Takes one token if there is one. */
    public boolean take(int rate, int burst, long now) {
        if (now - refilledAt > MOST) {
            refilledAt = now - MOST;
        }
        long earned = (now - refilledAt) * rate / SECOND;
        if (earned > 0) {
            tokens = Math.min(burst, tokens + earned);
            refilledAt += earned * SECOND / rate;
        }
        if (tokens == 0) {
            return false;
        }
        tokens--;
        return true;
    }
}
