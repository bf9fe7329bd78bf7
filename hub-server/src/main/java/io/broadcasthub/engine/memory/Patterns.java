package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.SharedLedger;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicFilter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final SharedLedger fed;
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
        this.fed = new SharedLedger(Kind.FEED, settings.birthStacks(), nanoTicker);
    }

    PatternIndex index() {
        return index;
    }

    /** How many there are, as counted when they begin and end. */
    int size() {
        return (int) fed.open();
    }

    synchronized MemoryInterest subscribe(TopicFilter pattern, EngineListener listener, SharedLedger interests) {
        PatternFeed feed = feeds.get(pattern);
        if (feed == null) {
            feed = create(pattern);
        }
        lingering.remove(feed);
        return MemoryInterest.open(feed, listener, interests);
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
        add(feed);
        return feed;
    }

    /** Begins the pattern as it was in an earlier process, without interest; what there was of it since is over. */
    synchronized PatternFeed restore(TopicFilter pattern, String epoch) {
        PatternFeed earlier = feeds.get(pattern);
        if (earlier != null) {
            drop(earlier);
        }
        PatternFeed feed = new PatternFeed(pattern, logs.create(pattern, epoch), this);
        budget.begun(feed);
        add(feed);
        lingering.add(feed);
        return feed;
    }

    private void add(PatternFeed feed) {
        feed.since = nanoTicker.getAsLong();
        feeds.put(feed.pattern(), feed);
        feed.birth = fed.opened(feed, feed.pattern()::value);
        index.add(feed);
    }

    /** It had ended in an earlier process. */
    synchronized void forget(PatternFeed feed) {
        drop(feed);
    }

    synchronized List<PatternFeed> all() {
        return List.copyOf(feeds.values());
    }

    /** What publishes find is what is fed, whatever else is known of it. */
    void holdings(HoldingVisitor visitor) {
        for (PatternFeed feed : index.all()) {
            boolean wanted;
            long since;
            synchronized (this) {
                wanted = feeds.get(feed.pattern()) == feed && (feed.hasInterest() || lingering.contains(feed));
                since = feed.since;
            }
            visitor.feed(feed.pattern(), wanted, since, feed.birth);
        }
    }

    synchronized boolean release(PatternFeed feed, MemoryInterest interest) {
        boolean removed = feed.remove(interest);
        if (removed && !feed.hasInterest() && feeds.get(feed.pattern()) == feed) {
            feed.since = nanoTicker.getAsLong();
            lingering.add(feed);
        }
        return removed;
    }

    /** Drops expired messages, and the patterns that lingered long enough. */
    void sweep(long now) {
        List<PatternFeed> live;
        synchronized (this) {
            while (!lingering.isEmpty()) {
                PatternFeed oldest = lingering.iterator().next();
                if (now - oldest.since <= linger) {
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
        fed.closed(feed);
        feed.log().close();
        budget.ended(feed);
    }
}
