package io.broadcasthub.log;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What logs that are kept by the same rule have in common, so that none of them holds it itself. For all threads. */
public final class LogTerms {
    private record Named(int number, String epoch) {}

    private final String seed;
    /** The name asked for last; mostly it is asked for again. Replaced by any thread. */
    private @Nullable Named latest;

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

    /** The name of an incarnation. */
    String epoch(int number) {
        Named known = latest;
        if (known == null || known.number() != number) {
            known = new Named(number, Epoch.name(seed, number));
            latest = known;
        }
        return known.epoch();
    }

    private static long saturatedNanos(Duration age) {
        return age.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : age.toNanos();
    }
}
