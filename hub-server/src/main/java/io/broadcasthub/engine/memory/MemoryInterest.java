package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.ledger.SharedLedger;
import io.broadcasthub.log.LogView;

/** One interest in a feed. The feed lives as long as the interest, so its log never changes. */
final class MemoryInterest implements Interest {
    private final Feed feed;
    private final EngineListener listener;
    private final SharedLedger ledger;

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
        try {
            feed.add(interest);
        } catch (OutOfMemoryError e) {
            ledger.closed(interest);
            throw e;
        }
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
        // The feed knows whether it is open: there is one for each topic, so it is small.
        if (feed.release(this)) {
            ledger.closed(this);
        }
    }
}
