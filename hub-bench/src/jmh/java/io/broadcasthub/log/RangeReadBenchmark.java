package io.broadcasthub.log;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a range of a log, as a cursor that is behind does, per message: at the head, and where the messages are long out of the caches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RangeReadBenchmark {
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
