package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.limits.Extra;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.TimingMetrics;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Times, by sample, how long it takes from a publish until one loop has written it to all its cursors. One at a time on each
 * loop, and none for some runs after it, so that a publish costs the look at a flag and a delivery nothing.
 */
final class DeliveryTimer {
    /** Runs from the end of one sample to the beginning of the next. */
    private static final int PAUSE = 8;

    private final TimingMetrics metrics;
    private final LoadGovernor load;
    private final Ticker ticker;
    private final AtomicBoolean free = new AtomicBoolean(true);
    /** The topic that is timed. Set before its task is handed to the loop. */
    private volatile @Nullable LoopTopic timed;

    private volatile long since;
    private int pause;

    DeliveryTimer(TimingMetrics metrics, LoadGovernor load, Ticker ticker) {
        this.metrics = metrics;
        this.load = load;
        this.ticker = ticker;
    }

    /** A publish is about to have the loop advance the topic. */
    @AnyThread
    void signalled(LoopTopic topic) {
        if (free.get() && free.compareAndSet(true, false)) {
            since = ticker.nanoTime();
            timed = topic;
        }
    }

    /** Whether a publish to the topic is being timed. */
    @OnLoop
    boolean times(LoopTopic topic) {
        return timed == topic;
    }

    /**
     * The topic's cursors were advanced.
     *
     * @param delivered whether there were any
     */
    @OnLoop
    void advanced(LoopTopic topic, boolean delivered) {
        if (timed == topic) {
            if (delivered) {
                metrics.delivery(ticker.nanoTime() - since);
            }
            timed = null;
            pause = PAUSE;
        } else if (pause > 0 && --pause == 0) {
            if (load.admits(Extra.STATISTICS)) {
                free.set(true);
            } else {
                pause = PAUSE;
            }
        }
    }
}
