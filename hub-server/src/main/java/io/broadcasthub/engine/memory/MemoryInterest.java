package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One interest in a feed. The feed lives as long as the interest, so its log never changes. */
final class MemoryInterest implements Interest {
    private final Feed feed;
    private final EngineListener listener;
    private final AtomicInteger open;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param open counts the engine's open interests */
    MemoryInterest(Feed feed, EngineListener listener, AtomicInteger open) {
        this.feed = feed;
        this.listener = listener;
        this.open = open;
        open.incrementAndGet();
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
        if (closed.compareAndSet(false, true)) {
            feed.release(this);
            open.decrementAndGet();
        }
    }
}
