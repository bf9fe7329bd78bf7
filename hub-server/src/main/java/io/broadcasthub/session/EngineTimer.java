package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.limits.Extra;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.TimingMetrics;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Times one publish in so many. */
@AnyThread
public final class EngineTimer {
    private static final int ONE_IN = 16;

    private final TimingMetrics metrics;
    private final LoadGovernor load;
    private final LongSupplier nanoTicker;
    private final RandomGenerator chance;

    /** @param chance may be asked by several threads at once */
    public EngineTimer(TimingMetrics metrics, LoadGovernor load, LongSupplier nanoTicker, RandomGenerator chance) {
        this.metrics = metrics;
        this.load = load;
        this.nanoTicker = nanoTicker;
        this.chance = chance;
    }

    /** @return for {@link #end}; 0 = this one is not timed */
    long begin() {
        boolean chosen = chance.nextInt(ONE_IN) == 0 && load.admits(Extra.STATISTICS);
        // A ticker may say 0; nobody misses that one.
        return chosen ? nanoTicker.getAsLong() : 0;
    }

    void end(long begun) {
        if (begun != 0) {
            metrics.engine(nanoTicker.getAsLong() - begun);
        }
    }
}
