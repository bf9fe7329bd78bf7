package io.broadcasthub.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What logs that are kept by the same rule have in common, so that none of them holds it itself. Immutable. */
public final class LogTerms {
    final String seed;
    final Retention retention;
    final long maxAge;
    final LongSupplier nanoTicker;
    final ByteMeter meter;

    /**
     * @param seed of the logs' {@link Epoch}s
     * @param nanoTicker monotonic time in nanoseconds, as {@link System#nanoTime()}
     * @param meter is told of every change of a log's bytes
     */
    public LogTerms(String seed, Retention retention, LongSupplier nanoTicker, ByteMeter meter) {
        this.seed = seed;
        this.retention = retention;
        this.maxAge = saturatedNanos(retention.age());
        this.nanoTicker = nanoTicker;
        this.meter = meter;
    }

    private static long saturatedNanos(Duration age) {
        return age.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : age.toNanos();
    }
}
