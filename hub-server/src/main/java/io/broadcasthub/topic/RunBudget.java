package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.Ledger;
import io.broadcasthub.log.MessageBatch;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * What the encoded runs of one loop may hold together, and what the loop lends to encode them with. Over the budget the
 * caches filled longest ago are emptied, but for those of fan-outs under way; whoever needs their runs encodes them again.
 */
@OnLoop
final class RunBudget {
    private static final long MAX_HELD = 16L << 20;
    private static final int MAX_BATCH = 1024;

    private final ByteBufAllocator allocator;
    private final int maxRunBytes;
    private final Ledger ledger;
    private final MessageBatch batch = new MessageBatch(MAX_BATCH);
    private final Deque<RunCache> filled = new ArrayDeque<>();
    private long held;
    /** When the caches were last emptied: near enough for telling ages, and nothing to read for each run. */
    private long nowNanos;

    RunBudget(ByteBufAllocator allocator, int maxRunBytes, Ledger ledger) {
        this.allocator = allocator;
        this.maxRunBytes = maxRunBytes;
        this.ledger = ledger;
    }

    long nowNanos() {
        return nowNanos;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    int maxRunBytes() {
        return maxRunBytes;
    }

    /** Scratch space; empty between uses. */
    MessageBatch batch() {
        return batch;
    }

    void took(RunCache cache, EncodedRun run) {
        held += run.size();
        run.birth = ledger.opened(Kind.RUN, cache, nowNanos);
        if (!cache.listed) {
            cache.listed = true;
            filled.add(cache);
        }
    }

    void gave(EncodedRun run) {
        held -= run.size();
        ledger.closed(Kind.RUN, run.birth);
    }

    /** Those that hold runs, and perhaps some that are empty by now. */
    Collection<RunCache> filled() {
        return filled;
    }

    long held() {
        return held;
    }

    /**
     * Empties caches until the budget holds. May be called within a fan-out, when a flush makes a channel writable: what
     * was delivered holds its bytes itself, and whoever goes on asks its cache again.
     */
    void enforce() {
        for (int i = filled.size(); i > 0 && held > MAX_HELD; i--) {
            emptyOldest();
        }
    }

    /** Empties every cache: nobody has asked for the runs since the last sweep. */
    void releaseAll(long now) {
        nowNanos = now;
        for (int i = filled.size(); i > 0; i--) {
            emptyOldest();
        }
    }

    private void emptyOldest() {
        RunCache cache = filled.remove();
        if (cache.pinned) {
            filled.add(cache);
        } else {
            cache.listed = false;
            cache.release();
        }
    }
}
