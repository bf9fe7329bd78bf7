package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.log.MessageLog;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log and those interested in it; what topics and patterns have in common. */
abstract class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /**
     * What there is of a feed beside its name, its messages and its dedupe names: its objects, its log's, its rows in the
     * directory and in the budget's order. From a class histogram on JDK 17, as {@code FeedCostTest} takes it.
     */
    static final int OVERHEAD = 404;

    private final MessageLog log;
    /** The latest; each knows the one before it. There is mostly one, so a list would be larger than what it lists. */
    private volatile @Nullable MemoryInterest latest;

    /** In which second the budget last learned that this feed is in use; its alone. */
    volatile int touched = Budget.NEVER;

    /** Messages that the journal is writing: they have their offsets, but nobody sees them yet. The journal's. */
    int planned;

    /** Whether the journal knows this log; its alone. */
    boolean journaled;

    Feed(MessageLog log) {
        this.log = log;
    }

    final MessageLog log() {
        return log;
    }

    final boolean hasInterest() {
        return latest != null;
    }

    /** Visits those that are open; under way they may change. */
    final void forEachInterest(Consumer<MemoryInterest> action) {
        for (MemoryInterest interest = latest; interest != null; interest = interest.earlier) {
            action.accept(interest);
        }
    }

    /** Takes the interest away; called once for each. */
    abstract void release(MemoryInterest interest);

    /** Under the lock that decides whether this feed lives. */
    final void add(MemoryInterest interest) {
        interest.earlier = latest;
        latest = interest;
    }

    /** Under the lock that decides whether this feed lives. Whoever is at it, telling, goes on to the ones before it. */
    final void remove(MemoryInterest interest) {
        MemoryInterest later = latest;
        if (later == interest) {
            latest = interest.earlier;
            return;
        }
        while (later != null && later.earlier != interest) {
            later = later.earlier;
        }
        if (later != null) {
            later.earlier = interest.earlier;
        }
    }

    /** What it costs that there is this feed, whatever is retained of it. */
    final int ownBytes() {
        return OVERHEAD + log.source().value().length();
    }

    /** Whether nobody would miss it. */
    boolean mayEnd() {
        return false;
    }

    /** What this feed holds of the budget that it can give up. */
    long bytes() {
        return log.bytes();
    }

    /**
     * Gives up the oldest of what it holds, to free at least {@code wanted} bytes if it can.
     *
     * @param spare how many of the newest are kept all the same
     * @return bytes freed
     */
    long giveUp(long wanted, int spare) {
        return log.giveUp(wanted, spare);
    }

    /** Tells everybody interested that the log moved on; no lock held. */
    final void tell() {
        for (MemoryInterest interest = latest; interest != null; interest = interest.earlier) {
            EngineListener listener = interest.listener();
            try {
                listener.headMoved();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).addKeyValue("source", log.source()).log("engine listener failed");
            }
        }
    }
}
