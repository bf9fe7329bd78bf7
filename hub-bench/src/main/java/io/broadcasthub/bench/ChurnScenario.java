package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Many connect, subscribe and end at once, over and over; every second end is a reset. Nothing may stay behind. */
record ChurnScenario() implements Scenario {
    private static final double NANOS = 1e9;
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public void show(Settings settings, Map<String, String> shown) {
        // nothing is published
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        Group group = Group.of(stage, stage.plan(stage.settings().topics()));
        ProcessSample start = stage.sample();
        stage.tell(group.crowd(), new Order.Churn(Duration.ZERO));
        long begin = System.nanoTime() + stage.settings().warmup().toNanos();
        stage.notes().waitUntil(begin, () -> "churn: warming up");
        Tally before = stage.tell(group.crowd(), new Order.Count());
        GcWatch collector = GcWatch.begin(stage);
        ProcessSample a = stage.sample();
        long from = System.nanoTime();
        stage.notes().waitUntil(from + stage.settings().duration().toNanos(), () -> "churn: measuring");
        Tally after = stage.tell(group.crowd(), new Order.Count());
        ProcessSample b = stage.sample();
        double seconds = (System.nanoTime() - from) / NANOS;
        Row row = new Row("churn");
        collector.end(stage, row);
        stage.tell(group.crowd(), new Order.Rest());
        stage.tell(group.crowd(), new Order.Leave());
        stage.notes().waitUntil(System.nanoTime() + SETTLE, () -> "churn: settling");
        ProcessSample end = stage.sample();
        long cycles = after.cycles() - before.cycles();
        row.set(Figure.CYCLES, cycles / seconds)
                .set(Figure.CONNECT_P50, Latencies.micros(after.connect(), 50))
                .set(Figure.CONNECT_P99, Latencies.micros(after.connect(), 99))
                .set(Figure.FAILED, after.failed())
                .set(Figure.CLOSED, after.closed())
                .set(Figure.ERRORS, after.errors());
        if (start != null && a != null && b != null && end != null) {
            ServerCost.between(a, b, seconds, row);
            row.set(Figure.CPU_PER_CYCLE, (b.cpu() - a.cpu()) * 1e6 / Math.max(1, cycles))
                    .set(Figure.RSS_GROWTH, end.rss() - a.rss())
                    .set(Figure.DESCRIPTORS_LEFT, end.descriptors() - start.descriptors());
        }
        stage.problem(after.problem());
        return List.of(row);
    }
}
