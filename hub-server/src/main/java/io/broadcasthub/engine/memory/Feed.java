package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.log.MessageLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log and those interested in it; what topics and patterns have in common. */
abstract class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final MemoryInterest[] NOBODY = {};

    private final MessageLog log;
    /** Replaced, never changed, so that listeners are told without a lock. */
    private volatile MemoryInterest[] interests = NOBODY;

    /** When the budget last learned that this feed is in use; its alone. */
    volatile long touched = Budget.NEVER;

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
        return interests.length > 0;
    }

    /** Takes the interest away; called once for each. */
    abstract void release(MemoryInterest interest);

    /** Under the lock that decides whether this feed lives. */
    final void add(MemoryInterest interest) {
        MemoryInterest[] more = Arrays.copyOf(interests, interests.length + 1);
        more[more.length - 1] = interest;
        interests = more;
    }

    /** Under the lock that decides whether this feed lives. */
    final void remove(MemoryInterest interest) {
        List<MemoryInterest> fewer = new ArrayList<>(Arrays.asList(interests));
        fewer.remove(interest);
        interests = fewer.toArray(MemoryInterest[]::new);
    }

    /** What this feed holds of the budget. */
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
        for (MemoryInterest interest : interests) {
            EngineListener listener = interest.listener();
            try {
                listener.headMoved();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).addKeyValue("source", log.source()).log("engine listener failed");
            }
        }
    }
}
