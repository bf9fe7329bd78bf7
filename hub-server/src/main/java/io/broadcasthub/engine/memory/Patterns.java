package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicFilter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The patterns that somebody is interested in, or was a moment ago. A pattern lingers after its last interest, still fed,
 * so that a subscriber who comes back misses nothing. Publishing never takes the lock of this class.
 */
final class Patterns {
    private final int max;
    private final long linger;
    private final LogFactory logs;
    private final Budget budget;
    private final LongSupplier nanoTicker;
    private final PatternIndex index = new PatternIndex();
    private final Map<TopicFilter, PatternFeed> feeds = new HashMap<>();
    /** Those without interest, idle longest first. */
    private final Set<PatternFeed> lingering = new LinkedHashSet<>();

    Patterns(MemoryEngineSettings settings, LogFactory logs, Budget budget, LongSupplier nanoTicker) {
        this.max = settings.maxPatterns();
        this.linger = settings.patternLinger().toNanos();
        this.logs = logs;
        this.budget = budget;
        this.nanoTicker = nanoTicker;
    }

    PatternIndex index() {
        return index;
    }

    synchronized int size() {
        return feeds.size();
    }

    synchronized MemoryInterest subscribe(TopicFilter pattern, EngineListener listener, AtomicInteger open) {
        PatternFeed feed = feeds.get(pattern);
        if (feed == null) {
            feed = create(pattern);
        }
        lingering.remove(feed);
        MemoryInterest interest = new MemoryInterest(feed, listener, open);
        feed.add(interest);
        return interest;
    }

    private PatternFeed create(TopicFilter pattern) {
        if (feeds.size() >= max) {
            if (lingering.isEmpty()) {
                throw new HubException(
                        ErrorCode.OVERLOADED,
                        "the hub has as many patterns as it may have; subscribe to topics by name, or try again later",
                        pattern.value());
            }
            drop(lingering.iterator().next());
        }
        PatternFeed feed = new PatternFeed(pattern, logs.create(pattern), this);
        budget.begun(feed);
        logs.begun(feed);
        feeds.put(pattern, feed);
        index.add(feed);
        return feed;
    }

    /** Begins the pattern as it was in an earlier process, without interest; what there was of it since is over. */
    synchronized PatternFeed restore(TopicFilter pattern, String epoch) {
        PatternFeed earlier = feeds.get(pattern);
        if (earlier != null) {
            drop(earlier);
        }
        PatternFeed feed = new PatternFeed(pattern, logs.create(pattern, epoch), this);
        feed.idleSince = nanoTicker.getAsLong();
        budget.begun(feed);
        feeds.put(pattern, feed);
        lingering.add(feed);
        index.add(feed);
        return feed;
    }

    /** It had ended in an earlier process. */
    synchronized void forget(PatternFeed feed) {
        drop(feed);
    }

    synchronized List<PatternFeed> all() {
        return List.copyOf(feeds.values());
    }

    synchronized void release(PatternFeed feed, MemoryInterest interest) {
        feed.remove(interest);
        if (!feed.hasInterest() && feeds.get(feed.pattern()) == feed) {
            feed.idleSince = nanoTicker.getAsLong();
            lingering.add(feed);
        }
    }

    /** Drops expired messages, and the patterns that lingered long enough. */
    void sweep(long now) {
        List<PatternFeed> live;
        synchronized (this) {
            while (!lingering.isEmpty()) {
                PatternFeed oldest = lingering.iterator().next();
                if (now - oldest.idleSince <= linger) {
                    break;
                }
                drop(oldest);
            }
            live = List.copyOf(feeds.values());
        }
        live.forEach(feed -> feed.log().trim());
    }

    synchronized void clear() {
        List.copyOf(feeds.values()).forEach(this::drop);
    }

    private void drop(PatternFeed feed) {
        lingering.remove(feed);
        if (!feeds.remove(feed.pattern(), feed)) {
            return;
        }
        index.remove(feed.pattern());
        feed.log().close();
        budget.ended(feed);
    }
}
