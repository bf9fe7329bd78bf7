package io.broadcasthub.log;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Reading a range of a log, as a cursor that is behind does, per message: at the head, and where the messages are long out of the caches. */
public class RangeReadBenchmark extends Timed {
    private static final int RANGE = 64;
    private static final int RETAINED = 200_000;

    @Param({"64", "100000"})
    public int behind;

    private final MessageBatch batch = new MessageBatch(RANGE);
    private MessageLog log;
    private long from;

    @Setup
    public void fill() {
        Retention retention = new Retention(RETAINED, 1L << 40, Duration.ofHours(1), false);
        log = new MessageLog(new TopicFilter("news"), "epoch", retention, System::nanoTime, new ByteMeter());
        for (int i = 0; i < RETAINED; i++) {
            log.append(new Message(new TopicName("news"), Payload.ofJson("{\"n\":" + i + "}"), 1L, null, null));
        }
        from = log.head() - behind + 1;
    }

    @Benchmark
    @OperationsPerInvocation(RANGE)
    public boolean read() {
        return log.read(from, Integer.MAX_VALUE, batch);
    }
}
