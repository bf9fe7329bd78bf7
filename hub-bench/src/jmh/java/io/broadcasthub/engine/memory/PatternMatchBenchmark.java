package io.broadcasthub.engine.memory;

import io.broadcasthub.bench.Timed;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Finding the patterns that a topic falls under: in the index of all, and one by itself. */
public class PatternMatchBenchmark extends Timed {
    @Param({"10", "1000"})
    public int patterns;

    private final PatternIndex index = new PatternIndex();
    private final TopicFilter pattern = new TopicFilter("orders.*.eu.**");
    private final TopicName topic = new TopicName("orders.n7.eu.paid");

    @Setup
    public void fill() {
        for (int i = 0; i < patterns; i++) {
            add("orders.n" + i + ".*.paid");
        }
        add("orders.**");
        add("*.*.eu.*");
    }

    private void add(String text) {
        TopicFilter filter = new TopicFilter(text);
        Retention retention = new Retention(1, 1024, Duration.ofHours(1), false);
        MessageLog log = new MessageLog(filter, "epoch", retention, System::nanoTime, new ByteMeter());
        index.add(new PatternFeed(filter, log, null)); // it is never released here
    }

    @Benchmark
    public Object inTheIndex() {
        return index.match(topic);
    }

    @Benchmark
    public boolean oneByItself() {
        return pattern.matches(topic);
    }
}
