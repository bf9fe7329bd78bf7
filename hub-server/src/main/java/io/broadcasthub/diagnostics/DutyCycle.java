package io.broadcasthub.diagnostics;

import io.broadcasthub.concurrent.AnyThread;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Bounds what work in the background takes: after each piece it rests, 99 times as long. That is 1 % of a thread at most. */
@AnyThread
public final class DutyCycle {
    private static final int REST = 99;

    private final LongSupplier nanoTicker;
    private volatile long restUntil;

    public DutyCycle(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
        this.restUntil = nanoTicker.getAsLong();
    }

    /** Whether it is too early for more. */
    public boolean isResting() {
        return nanoTicker.getAsLong() - restUntil < 0;
    }

    /** A piece of work is done; the rest begins. */
    public void worked(Duration work) {
        restUntil = nanoTicker.getAsLong() + rest(work).toNanos();
    }

    static Duration rest(Duration work) {
        return work.multipliedBy(REST);
    }
}
