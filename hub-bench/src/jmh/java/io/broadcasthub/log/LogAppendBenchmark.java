package io.broadcasthub.log;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Appending to a log that is full, so that each append also drops the oldest message. */
public class LogAppendBenchmark extends Timed {
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
