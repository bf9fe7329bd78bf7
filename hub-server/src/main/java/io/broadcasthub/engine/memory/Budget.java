package io.broadcasthub.engine.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.FixedExpiration;
import io.broadcasthub.log.ByteMeter;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps all logs, and the topics themselves, within the node's bytes. The cache serves as the order of idleness (its entries
 * never expire): the feeds written to longest ago give up their history first, the one being written to last. A topic that
 * has given up all of it and has nobody who is interested ends, or a great many small ones would fill the heap with what
 * they are. What the cache has not taken into its order yet cannot give: for as long as a publisher's thread is held up
 * there, the bytes may exceed the budget by a message of each topic that others publish to. Called with no lock held.
 */
final class Budget {
    static final int NEVER = -1;

    /** More often than this a feed's place is not brought up to date; Caffeine itself is no finer. */
    private static final long PRECISION = Duration.ofSeconds(1).toNanos();

    private static final int VICTIMS = 16;

    private final long limit;
    private final ByteMeter meter;
    private final Cache<Feed, Boolean> order;
    private final FixedExpiration<Feed, Boolean> idleness;

    Budget(long limit, ByteMeter meter, LongSupplier nanoTicker) {
        this.limit = limit;
        this.meter = meter;
        this.order = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofDays(36_500))
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .build();
        this.idleness = order.policy().expireAfterWrite().orElseThrow();
    }

    /** The feed has just been written to. */
    void touch(Feed feed, long now) {
        int second = (int) (now / PRECISION) & Integer.MAX_VALUE;
        if (second != feed.touched) {
            feed.touched = second;
            order.put(feed, Boolean.TRUE);
            if (feed.log().isClosed()) {
                order.invalidate(feed);
            }
        }
    }

    /** There is this feed from now on. */
    void begun(Feed feed) {
        meter.add(feed.ownBytes());
    }

    /** The feed is closed; called once. */
    void ended(Feed feed) {
        meter.add(-feed.ownBytes());
        order.invalidate(feed);
    }

    /**
     * Frees what is over the limit. The writer keeps its newest message, or it could never deliver one.
     *
     * @param topics end those that have nothing left to give
     */
    void enforce(Feed writer, Topics topics) {
        if (meter.total() > limit) {
            free(writer, topics);
        }
    }

    private synchronized void free(Feed writer, Topics topics) {
        long excess;
        while ((excess = meter.total() - limit) > 0) {
            if (!freeFromOthers(writer, topics, excess)) {
                writer.giveUp(excess, 1);
                return;
            }
        }
    }

    /** @return false if no other feed has anything */
    private boolean freeFromOthers(Feed writer, Topics topics, long wanted) {
        Set<Feed> idlest = idleness.oldest(VICTIMS).keySet();
        long freed = 0;
        boolean progress = false;
        for (Feed victim : idlest) {
            if (victim != writer && freed < wanted) {
                freed += victim.giveUp(wanted - freed, 0);
                if (freed < wanted) {
                    freed += topics.end(victim);
                }
                progress = true;
                takeOutIfEmpty(victim);
            }
        }
        return progress;
    }

    private void takeOutIfEmpty(Feed victim) {
        if (victim.bytes() > 0 || victim.mayEnd()) {
            return;
        }
        // Marked before the second look: a publish after it puts the feed back itself, one before it is seen here.
        victim.touched = NEVER;
        order.invalidate(victim);
        if (victim.bytes() > 0) {
            order.put(victim, Boolean.TRUE);
        }
    }
}
