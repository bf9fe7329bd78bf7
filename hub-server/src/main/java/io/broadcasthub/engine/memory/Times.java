package io.broadcasthub.engine.memory;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Translates between ticks, by which a process measures ages, and the time of day, which outlives it. */
record Times(InstantSource clock, LongSupplier nanoTicker) {
    long now() {
        return nanoTicker.getAsLong();
    }

    /** A clock that was put back makes nothing younger than now. */
    long tick(long millis) {
        return now() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, clock.millis() - millis));
    }

    long millis(long tick) {
        return clock.millis() - TimeUnit.NANOSECONDS.toMillis(now() - tick);
    }
}
