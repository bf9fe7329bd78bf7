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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Appending to a log that is full, so that each append also drops the oldest message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogAppendBenchmark {
    @Param({"1000", "1000000"})
    public int retained;

    private MessageLog log;
    private Message message;

    @Setup
    public void fill() {
        Retention retention = new Retention(retained, 1L << 40, Duration.ofHours(1), false);
        log = new MessageLog(new TopicFilter("news"), "epoch", retention, System::nanoTime, new ByteMeter());
        message = new Message(new TopicName("news"), Payload.ofJson("{\"text\":\"hello\"}"), 1L, null, null);
        for (int i = 0; i < retained; i++) {
            log.append(message);
        }
    }

    @Benchmark
    public long append() {
        return log.append(message);
    }
}
