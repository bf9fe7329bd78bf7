package io.broadcasthub.engine.memory;

import io.broadcasthub.log.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log and those interested in it; what topics and patterns have in common. */
abstract class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /**
     * What there is of a feed beside its name, its messages and its dedupe names: its objects, its log's, its rows in the
     * directory and in the budget's order. From a class histogram on JDK 17, as {@code FeedCostTest} takes it; a topic that a
     * pattern passes knows it by 24 bytes and a reference more.
     */
    static final int OVERHEAD = 372;

    private final MessageLog log;
    /** Null, a {@link MemoryInterest}, which mostly is the only one, or an array of them; replaced, never changed. */
    private volatile @Nullable Object interests;

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
        return interests != null;
    }

    /** Visits those that are open now; one that is closed meanwhile may be visited still. */
    final void forEachInterest(Consumer<MemoryInterest> action) {
        Object now = interests;
        if (now instanceof MemoryInterest only) {
            action.accept(only);
        } else if (now instanceof MemoryInterest[] several) {
            for (MemoryInterest interest : several) {
                action.accept(interest);
            }
        }
    }

    /**
     * Takes the interest away.
     *
     * @return false if it is gone already
     */
    abstract boolean release(MemoryInterest interest);

    /** Under the lock that decides whether this feed lives. */
    final void add(MemoryInterest interest) {
        if (interests == null) {
            interests = interest;
        } else {
            List<MemoryInterest> all = several();
            all.add(interest);
            replace(all);
        }
    }

    /**
     * Under the lock that decides whether this feed lives.
     *
     * @return false if it is gone already
     */
    final boolean remove(MemoryInterest interest) {
        if (interests == interest) {
            interests = null;
            return true;
        }
        if (interests instanceof MemoryInterest[] pair && pair.length == 2) {
            // Without memory, of which there may be none: what is not taken away is never closed.
            interests = pair[0] == interest ? pair[1] : pair[1] == interest ? pair[0] : pair;
            return interests != pair;
        }
        List<MemoryInterest> all = several();
        boolean removed = all.remove(interest);
        if (removed) {
            replace(all);
        }
        return removed;
    }

    private List<MemoryInterest> several() {
        List<MemoryInterest> all = new ArrayList<>();
        forEachInterest(all::add);
        return all;
    }

    private void replace(List<MemoryInterest> all) {
        interests = all.size() > 1 ? all.toArray(MemoryInterest[]::new) : all.isEmpty() ? null : all.get(0);
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
        forEachInterest(Feed::tell);
    }

    private static void tell(MemoryInterest interest) {
        try {
            interest.listener().headMoved();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("source", interest.log().source())
                    .log("engine listener failed");
        }
    }
}
