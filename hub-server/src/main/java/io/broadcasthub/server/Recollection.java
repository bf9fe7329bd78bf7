package io.broadcasthub.server;

import java.time.Duration;

/**
 * When to ask for a collection of garbage. What the heap holds is known as of the latest one, and a hub that refuses new work
 * for want of memory allocates next to nothing: without this nothing might ever show it that there is memory again. Asked
 * less and less often while it brings nothing. One thread.
 */
final class Recollection {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofMinutes(10);

    private final Duration first;
    private Duration patience;

    Recollection() {
        this(PATIENCE);
    }

    /** @param patience how old the latest collection is when another one is asked for */
    Recollection(Duration patience) {
        this.first = patience;
        this.patience = patience;
    }

    /**
     * @param isShort whether memory is short, as far as is known
     * @param age of the latest collection
     */
    boolean isDue(boolean isShort, Duration age) {
        if (!isShort) {
            patience = first;
            return false;
        }
        if (age.compareTo(patience) < 0) {
            return false;
        }
        Duration twice = patience.multipliedBy(2);
        patience = twice.compareTo(MOST) < 0 ? twice : MOST;
        return true;
    }
}
