package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The encoded runs that one loop's cursors of one log share. Cursors that fell behind at different places soon share
 * again, since each of them reads on to the end of the run it hits.
 *
 * <p>Runs live as long as some cursor may want them: {@link #release()} when all are at the head, or when the loop's
 * budget asks for it. During a fan-out in turns they stay: the log may have given up by then what some are still to be
 * sent.
 */
@OnLoop
final class RunCache {
    /** More runs than this are not worth looking through. */
    private static final int MAX_RUNS = 64;

    private final RunBudget budget;
    private final TopicFilter topic;
    private final List<EncodedRun> runs = new ArrayList<>(2);
    /** When the oldest of them came, by the budget's clock. */
    private long sinceNanos;
    /** Whether the budget knows of this cache; kept here so that it is listed once. */
    boolean listed;
    /** Whether the budget may not empty it. */
    boolean pinned;

    RunCache(RunBudget budget, TopicFilter topic) {
        this.budget = budget;
        this.topic = topic;
    }

    TopicFilter topic() {
        return topic;
    }

    /** What the ledger calls a run of it. */
    @Override
    public String toString() {
        return topic.value() + ", " + bytes() + " bytes";
    }

    /**
     * The run that holds {@code from}, encoded now if need be.
     *
     * @param to last message that is encoded: one that goes on to what only the next fan-out brings would part who reads it
     *     from the others
     * @return null if {@code from} is no longer retained
     */
    @Nullable
    EncodedRun find(MessageFormat format, LogView log, long from, long to) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            EncodedRun run = runs.get(i);
            if (run.holds(format, log.incarnation(), from)) {
                return run;
            }
        }
        MessageBatch batch = budget.batch();
        if (!log.read(from, budget.maxRunBytes(), batch)) {
            return null;
        }
        int count = (int) Math.min(batch.size(), to - from + 1);
        EncodedRun run = encode(format, log, batch, count, budget.allocator());
        batch.reset(0);
        add(run);
        return run;
    }

    void add(EncodedRun run) {
        if (runs.isEmpty()) {
            sinceNanos = budget.nowNanos();
        } else if (runs.size() == MAX_RUNS) {
            drop(runs.remove(0));
        }
        runs.add(run);
        budget.took(this, run);
    }

    int size() {
        return runs.size();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Where the oldest of them came from, if that is in the ledger's sample. */
    @Nullable
    Birth birth() {
        return runs.isEmpty() ? null : runs.get(0).birth;
    }

    /** Names where those came from that are in the ledger's sample. */
    void births(Consumer<Birth> action) {
        for (EncodedRun run : runs) {
            if (run.birth != null) {
                action.accept(run.birth);
            }
        }
    }

    long bytes() {
        long bytes = 0;
        for (EncodedRun run : runs) {
            bytes += run.size();
        }
        return bytes;
    }

    private void drop(EncodedRun run) {
        budget.gave(run);
        run.release();
    }

    void release() {
        runs.forEach(this::drop);
        runs.clear();
    }

    private static EncodedRun encode(
            MessageFormat format, LogView log, MessageBatch batch, int count, ByteBufAllocator alloc) {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += format.sizeBound(log, batch.first() + i, batch.get(i));
        }
        ByteBuf out = alloc.directBuffer(size);
        try {
            int[] ends = new int[count];
            for (int i = 0; i < count; i++) {
                format.encode(log, batch.first() + i, batch.get(i), out);
                ends[i] = out.writerIndex();
            }
            return new EncodedRun(format, log.incarnation(), batch.first(), batch.first() + count - 1, out, ends);
        } catch (Throwable t) {
            out.release();
            throw t;
        }
    }
}
