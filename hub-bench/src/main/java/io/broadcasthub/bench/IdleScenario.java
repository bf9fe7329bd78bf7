package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are subscribed, each to a topic of its own unless told otherwise, and silent: what memory each takes. A tenth connect before the
 * first look at the memory, so that what a server takes once is not counted for each.
 */
record IdleScenario() implements Scenario {
    private static final int FIRST_PART = 10;
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void show(Settings settings, Map<String, String> shown) {
        // nothing is published
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        int all = stage.settings().subscribers();
        int early = Math.max(1, all / FIRST_PART);
        CrowdPlan plan = stage.plan(stage.settings().topics());
        Group first = Group.of(stage, plan.of(0, early));
        Group rest = Group.of(stage, plan.of(early, all - early));
        stage.join(first.crowd(), early);
        GcWatch collector = GcWatch.begin(stage);
        ProcessSample before = settled(stage, "before");
        Tally joined = stage.join(rest.crowd(), all - early);
        ProcessSample connected = stage.sample();
        ProcessSample idle = settled(stage, "idle");
        Row row = new Row("idle")
                .set(Figure.CONNECTIONS, all)
                .set(Figure.CONNECT_P50, Latencies.micros(joined.connect(), 50))
                .set(Figure.CONNECT_P99, Latencies.micros(joined.connect(), 99))
                .set(Figure.FAILED, joined.failed());
        if (before != null && connected != null && idle != null) {
            int counted = Math.max(1, all - early);
            row.set(Figure.BYTES_PER_CONNECTION, (double) (idle.rss() - before.rss()) / counted)
                    .set(Figure.CPU_PER_CONNECT, (connected.cpu() - before.cpu()) * 1e6 / counted)
                    .set(Figure.RSS, idle.rss())
                    .set(Figure.THREADS, idle.threads());
        }
        collector.end(stage, row);
        Tally end = stage.tell(rest.crowd(), new Order.Count());
        row.set(Figure.CLOSED, end.closed());
        stage.problem(end.problem());
        stage.tell(first.crowd(), new Order.Leave());
        stage.tell(rest.crowd(), new Order.Leave());
        return List.of(row);
    }

    private static @Nullable ProcessSample settled(Stage stage, String label) throws IOException, InterruptedException {
        stage.notes().waitUntil(System.nanoTime() + SETTLE, () -> label + ": settling");
        return stage.sample();
    }
}
