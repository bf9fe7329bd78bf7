package io.broadcasthub.log;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A log that keeps the newest message of each key in view: what that adds to an append, and what a reader that fell behind asks for. */
public class ConflationBenchmark extends Timed {
    private static final int RETAINED = 20_000;

    @Param({"100", "10000"})
    public int keys;

    private MessageLog log;
    private Message[] messages;
    private int next;

    @Setup
    public void fill() {
        Retention retention = new Retention(RETAINED, 1L << 40, Duration.ofHours(1), true);
        log = new MessageLog(new TopicFilter("quotes"), "epoch", retention, System::nanoTime, new ByteMeter());
        messages = new Message[keys];
        for (int i = 0; i < keys; i++) {
            messages[i] =
                    new Message(new TopicName("quotes"), Payload.ofJson("{\"n\":" + i + "}"), 1L, "key-" + i, null);
        }
        for (int i = 0; i < RETAINED; i++) {
            append();
        }
    }

    @Benchmark
    public long append() {
        next = next + 1 == keys ? 0 : next + 1;
        return log.append(messages[next]);
    }

    /** Half of the window behind. */
    @Benchmark
    public long[] latestPerKey() {
        return log.latestPerKey(log.head() - RETAINED / 2);
    }
}
