package io.broadcasthub.session;

/** Allows a burst, then a steady rate. Two numbers; belongs to one event loop. */
final class TokenBucket {
    private static final long SECOND = 1_000_000_000L;

    private long tokens;
    private long refilledAt;

    TokenBucket(int burst, long now) {
        tokens = burst;
        refilledAt = now;
    }

    /** Takes one token if there is one. */
    boolean take(int rate, int burst, long now) {
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
