package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Many connect, subscribe and end, over and over; every second end is a reset. Nothing may stay behind. Each as often as it
 * can; or at rates, where a connection is made when it is due, and its time counts from then.
 */
record ChurnScenario() implements Scenario {
    private static final double NANOS = 1e9;
    private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SETTLE = TimeUnit.SECONDS.toNanos(2);
    /** No rate. */
    private static final double AS_CAN_BE = 0;

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public void show(Settings settings, Map<String, String> shown) {
        shown.put(
                "connects",
                settings.rates().isEmpty() ? "by each as often as it can" : "due at " + settings.shownRates());
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        Group group = Group.of(stage, stage.plan(stage.settings().topics()));
        if (stage.settings().rates().isEmpty()) {
            return List.of(measure(stage, group, AS_CAN_BE));
        }
        List<Row> rows = new ArrayList<>();
        for (double rate : stage.settings().rates()) {
            Row row = measure(stage, group, rate);
            rows.add(row);
            if (!row.isHeld()) {
                break;
            }
        }
        return rows;
    }

    private static Row measure(Stage stage, Group group, double rate) throws IOException, InterruptedException {
        ProcessSample start = stage.sample();
        long begin = System.nanoTime() + AHEAD;
        long from = begin + stage.settings().warmup().toNanos();
        long until = from + stage.settings().duration().toNanos();
        stage.tell(group.crowd(), new Order.Window(from, until));
        stage.tell(
                group.crowd(),
                rate == AS_CAN_BE
                        ? new Order.Churn(Duration.ZERO)
                        : new Order.Arrive(begin, rate / group.plan().count(), until));
        stage.notes().waitUntil(from, () -> "churn: warming up");
        Tally before = stage.tell(group.crowd(), new Order.Count());
        GcWatch collector = GcWatch.begin(stage);
        ProcessSample a = stage.sample();
        double generator = stage.generatorCpu();
        long first = System.nanoTime();
        stage.notes().waitUntil(until, () -> "churn: measuring");
        Tally after = stage.tell(group.crowd(), new Order.Count());
        ProcessSample b = stage.sample();
        double seconds = (System.nanoTime() - first) / NANOS;
        long cycles = after.cycles() - before.cycles();
        Row row = new Row(rate == AS_CAN_BE ? "churn" : FanoutScenario.label(rate))
                .set(Figure.CYCLES, cycles / seconds)
                .set(Figure.GENERATOR_CPU, (stage.generatorCpu() - generator) / seconds);
        collector.end(stage, row);
        stage.notes().say("churn: waiting for those that are due");
        Tally rested = stage.tell(group.crowd(), new Order.Rest());
        stage.tell(group.crowd(), new Order.Leave());
        stage.notes().waitUntil(System.nanoTime() + SETTLE, () -> "churn: settling");
        ProcessSample end = stage.sample();
        if (rate != AS_CAN_BE) {
            row.set(Figure.HELD, cycles >= Load.ENOUGH * rate * seconds ? 1 : 0);
        }
        row.set(Figure.CONNECT_P50, Latencies.micros(rested.connect(), 50))
                .set(Figure.CONNECT_P99, Latencies.micros(rested.connect(), 99))
                .set(Figure.FAILED, rested.failed() - before.failed())
                .set(Figure.CLOSED, rested.closed() - before.closed())
                .set(Figure.ERRORS, rested.errors() - before.errors());
        if (start != null && a != null && b != null && end != null) {
            ServerCost.between(a, b, seconds, row);
            row.set(Figure.CPU_PER_CYCLE, (b.cpu() - a.cpu()) * 1e6 / Math.max(1, cycles))
                    .set(Figure.RSS_GROWTH, end.rss() - a.rss())
                    .set(Figure.DESCRIPTORS_LEFT, end.descriptors() - start.descriptors());
        }
        stage.problem(rested.problem());
        return row;
    }
}
