package io.broadcasthub.limits;

import io.broadcasthub.concurrent.AnyThread;
import java.util.function.LongSupplier;

/**
 * How fast new work of one kind is let in: a token bucket, at the configured rate (or without bound, which is the usual
 * case and costs one read), and at a falling share of what came before while the hub is overloaded. Afterwards the share
 * doubles with each sample, so that those who were refused do not all return in one moment.
 */
@AnyThread
final class Inflow {
    /** Smallest share that is let in, so that one that is refused for nothing is found out. */
    static final double LEAST = 1.0 / 32;

    private static final int MIN_BASE = 32;
    private static final int MAX_BASE = 1_000_000;

    private final int configured;
    private final LongSupplier nanoTicker;
    private volatile boolean bounded;
    private volatile double share = 1;
    private int base;
    /** Of {@link RateLimit}. */
    private long fullAt;

    /** @param configured most a second; 0 = no bound */
    Inflow(int configured, LongSupplier nanoTicker) {
        this.configured = configured;
        this.nanoTicker = nanoTicker;
        this.bounded = configured > 0;
        this.fullAt = nanoTicker.getAsLong();
    }

    /** Whether one more may come in. */
    boolean take() {
        return !bounded || takeToken();
    }

    private synchronized boolean takeToken() {
        int rate = rate();
        long now = nanoTicker.getAsLong();
        if (rate == 0 || !RateLimit.allows(fullAt, rate, burst(rate), now)) {
            return false;
        }
        fullAt = RateLimit.take(fullAt, rate, now);
        return true;
    }

    private int rate() {
        if (share >= 1) {
            return configured;
        }
        int some = share == 0 ? 0 : Math.max(1, (int) (base * share));
        return configured == 0 ? some : Math.min(configured, some);
    }

    private int burst(int rate) {
        return share >= 1 ? rate : Math.max(1, rate / LoadGovernor.SAMPLES_A_SECOND);
    }

    /**
     * Goes by one sample.
     *
     * @param refusing whether the hub is overloaded
     * @param shut whether it breaks if anything more comes in
     * @param recent how many came in a second, of late
     */
    synchronized void turn(boolean refusing, boolean shut, long recent) {
        if (refusing) {
            if (share >= 1) {
                base = (int) Math.max(MIN_BASE, Math.min(MAX_BASE, recent));
                // Whatever the rate, a burst is what comes between two samples: it is had in full with the next one.
                fullAt = nanoTicker.getAsLong() + LoadGovernor.INTERVAL.toNanos();
            }
            share = shut ? 0 : Math.max(LEAST, share / 2);
        } else if (share < 1) {
            share = Math.min(1, Math.max(LEAST, share * 2));
            if (share >= 1) {
                fullAt = nanoTicker.getAsLong();
            }
        }
        bounded = configured > 0 || share < 1;
    }

    /** The part of what came before that is let in now; 1 = all. */
    double share() {
        return share;
    }
}
