package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.ledger.SharedLedger;
import io.broadcasthub.log.LogView;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One interest in a feed. The feed lives as long as the interest, so its log never changes. */
final class MemoryInterest implements Interest {
    private static final AtomicIntegerFieldUpdater<MemoryInterest> CLOSED =
            AtomicIntegerFieldUpdater.newUpdater(MemoryInterest.class, "closed");

    private final Feed feed;
    private final EngineListener listener;
    private final SharedLedger ledger;
    /** The feed's interest before this one; the feed's, changed under its lock and read without. */
    volatile @Nullable MemoryInterest earlier;
    /** 1 = closed; through {@link #CLOSED}, since there is one for each topic. */
    @SuppressWarnings("UnusedVariable")
    private volatile int closed;

    private MemoryInterest(Feed feed, EngineListener listener, SharedLedger ledger) {
        this.feed = feed;
        this.listener = listener;
        this.ledger = ledger;
    }

    /**
     * Under the lock that decides whether the feed lives.
     *
     * @param ledger of the engine's interests
     */
    static MemoryInterest open(Feed feed, EngineListener listener, SharedLedger ledger) {
        MemoryInterest interest = new MemoryInterest(feed, listener, ledger);
        ledger.opened(interest, feed.log().source()::value);
        feed.add(interest);
        return interest;
    }

    EngineListener listener() {
        return listener;
    }

    @Override
    public LogView log() {
        return feed.log();
    }

    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, 0, 1)) {
            feed.release(this);
            ledger.closed(this);
        }
    }
}
