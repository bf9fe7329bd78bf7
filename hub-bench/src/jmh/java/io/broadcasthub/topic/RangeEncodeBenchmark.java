package io.broadcasthub.topic;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.ledger.Ledger;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.transport.ws.Formats;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A range of a log becoming text frames, per message, as a fan-out has it done once however many subscribers there are: it is
 * read from the log, measured, encoded into a buffer of the loop's, counted and given back.
 */
public class RangeEncodeBenchmark extends Timed {
    /** In one write, with the larger payload too. */
    private static final int RANGE = 8;
    /** The default of {@code net.max-write}. */
    private static final int MAX_WRITE = 64 << 10;

    @Param({"128", "4096"})
    public int payload;

    private final MessageFormat format = Formats.text();
    private MessageLog log;
    private RunCache cache;

    @Setup
    public void create() {
        Retention retention = new Retention(RANGE, 1L << 40, Duration.ofHours(1), false);
        log = new MessageLog(new TopicFilter("news"), "2x3f9k1", retention, System::nanoTime, new ByteMeter());
        Payload text = Payload.ofText("x".repeat(payload));
        for (int i = 0; i < RANGE; i++) {
            log.append(new Message(new TopicName("news"), text, 1_700_000_000_000L, null, null));
        }
        cache = new RunCache(new RunBudget(asOnALoop(), MAX_WRITE, new Ledger()), new TopicFilter("news"));
        EncodedRun run = cache.find(format, log, 1, log.head());
        if (run == null || run.to - run.from + 1 != RANGE) {
            throw new IllegalStateException("the range is not one run");
        }
        cache.release();
    }

    /** Like the hub's, but JMH's threads have a cache too, as event loops have. */
    private static PooledByteBufAllocator asOnALoop() {
        return new PooledByteBufAllocator(
                true,
                PooledByteBufAllocator.defaultNumHeapArena(),
                PooledByteBufAllocator.defaultNumDirectArena(),
                PooledByteBufAllocator.defaultPageSize(),
                PooledByteBufAllocator.defaultMaxOrder(),
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                true);
    }

    /** A burst, or somebody who is behind. */
    @Benchmark
    @OperationsPerInvocation(RANGE)
    public long range() {
        return encode(1);
    }

    /** The newest one: a live message by itself. */
    @Benchmark
    public long one() {
        return encode(RANGE);
    }

    private long encode(long from) {
        EncodedRun run = cache.find(format, log, from, RANGE);
        cache.release();
        return run.to;
    }
}
