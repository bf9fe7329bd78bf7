package io.broadcasthub.bench;

import io.broadcasthub.bench.load.FirstMessage;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.GcWork;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Starts a server several times, and keeps how long each start took. Blocks; one thread. */
final class Starts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(10);
    private static final String TOPIC = "bench.start";

    private final Starter starter;
    private final Histogram listening = new Histogram(HIGHEST, 3);
    private final Histogram first = new Histogram(HIGHEST, 3);
    private final Histogram cpu = new Histogram(HIGHEST, 3);
    private final Histogram rss = new Histogram(1L << 40, 3);
    /** In all starts together; null where servers do not tell. */
    private @Nullable GcWork collected;

    /** Starts a process, and returns when it has told its address. */
    interface Starter {
        ChildServer start() throws IOException;
    }

    Starts(Starter starter) {
        this.starter = starter;
    }

    /** @param counted whether it goes into the figures */
    void add(boolean counted) throws IOException {
        long begin = System.nanoTime();
        try (ChildServer server = starter.start()) {
            long listens = System.nanoTime();
            FirstMessage.await(server.url(), TOPIC, PATIENCE);
            long delivered = System.nanoTime();
            ProcessSample sample = server.sample();
            if (counted) {
                listening.recordValue(listens - begin);
                first.recordValue(delivered - begin);
                cpu.recordValue((long) (sample.cpu() * TimeUnit.SECONDS.toNanos(1)));
                rss.recordValue(sample.rss());
                if (server.collections() != null) {
                    GcWork work = server.collected();
                    collected = collected == null ? work : collected.plus(work);
                }
            }
        }
    }

    Row row() {
        Row row = new Row("start");
        if (collected != null) {
            collected.into(row);
        }
        return row.set(Figure.RUNS, first.getTotalCount())
                .set(Figure.LISTENING_P50, Latencies.micros(listening, 50))
                .set(Figure.LISTENING_MAX, Latencies.micros(listening, 100))
                .set(Figure.FIRST_MIN, Latencies.micros(first, 0))
                .set(Figure.FIRST_P50, Latencies.micros(first, 50))
                .set(Figure.FIRST_P90, Latencies.micros(first, 90))
                .set(Figure.FIRST_MAX, Latencies.micros(first, 100))
                .set(Figure.START_CPU, Latencies.micros(cpu, 50))
                .set(Figure.RSS, rss.getValueAtPercentile(50));
    }
}
