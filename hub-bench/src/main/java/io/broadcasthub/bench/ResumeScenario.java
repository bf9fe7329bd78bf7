package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Schedule;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers are cut off at once, miss messages, and all come back: how long until each has everything, and what those who
 * stayed, a tenth as many, notice meanwhile.
 */
record ResumeScenario() implements Scenario {
    private static final int STAYING_PART = 10;
    /** Messages that everybody gets first: who comes back names the last one. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    private static final double NANOS = 1e9;
    private static final long FAR = TimeUnit.MINUTES.toNanos(10);

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public boolean needsHub() {
        return true;
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        int returning = stage.settings().subscribers();
        int staying = Math.max(1, returning / STAYING_PART);
        CrowdPlan plan = stage.plan(1);
        Group away = Group.of(stage, plan.of(0, returning).keepingIds());
        Group others = Group.of(stage, plan.of(returning, staying));
        try (Publisher publisher = stage.publisher(1)) {
            stage.join(away.crowd(), returning);
            stage.join(others.crowd(), staying);
            double rate = stage.settings().rate();
            Row calm = new Load(stage, others, publisher, rate).measure("others, before");
            List<Row> rows = storm(stage, away, others, publisher, rate);
            stage.tell(away.crowd(), new Order.Leave());
            stage.tell(others.crowd(), new Order.Leave());
            return List.of(calm, rows.get(0), rows.get(1), Row.ratio("meanwhile : before", rows.get(0), calm));
        }
    }

    private static List<Row> storm(Stage stage, Group away, Group others, Publisher publisher, double rate)
            throws IOException, InterruptedException {
        int missed = stage.settings().missed();
        long begin = System.nanoTime();
        long cutAt = begin + LEAD.toNanos();
        long backAt = cutAt + (long) (missed / rate * NANOS);
        Tally before = stage.tell(others.crowd(), new Order.Count());
        long missingBefore = others.missing(publisher.published(), before);
        stage.tell(others.crowd(), new Order.Window(backAt, begin + FAR));
        CompletableFuture<Void> over = publisher.publish(new Schedule(begin, rate, begin + FAR), backAt);
        stage.notes().waitUntil(cutAt, () -> "resume: before the cut");
        Tally gone = stage.tell(away.crowd(), new Order.Cut());
        stage.notes().waitUntil(backAt, () -> "resume: away");
        ProcessSample a = stage.sample();
        long head = publisher.published().of(0);
        long from = System.nanoTime();
        Tally back = stage.tell(away.crowd(), new Order.ComeBack(head));
        double seconds = (System.nanoTime() - from) / NANOS;
        ProcessSample b = stage.sample();
        publisher.stop();
        over.join();
        return List.of(
                stayed(new Drain(stage, others, publisher).await("resume"), missingBefore),
                returned(stage, new Drain(stage, away, publisher).await("resume"), gone, back, a, b, seconds));
    }

    private static Row stayed(Drain drain, long missingBefore) {
        Row row = new Row("others, meanwhile");
        Tally tally = drain.tally();
        // After the wait: what was still under way when the last one was served is what was held up most.
        Latencies.of(tally.latency(), row);
        return row.set(Figure.LOST, drain.missing() - missingBefore)
                .set(Figure.REPEATED, tally.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder())
                .set(Figure.SKIPPED, tally.skipped())
                .set(Figure.CLOSED, tally.closed());
    }

    private static Row returned(
            Stage stage,
            Drain drain,
            Tally gone,
            Tally back,
            @Nullable ProcessSample a,
            @Nullable ProcessSample b,
            double seconds) {
        Tally tally = drain.tally();
        Row row = new Row("returning")
                .set(Figure.SERVED, back.served())
                .set(Figure.REPLAYED, back.distinct() - gone.distinct())
                .set(Figure.SERVED_P50, Latencies.micros(back.comeBack(), 50))
                .set(Figure.SERVED_P99, Latencies.micros(back.comeBack(), 99))
                .set(Figure.SERVED_ALL, back.comeBack().getMaxValue() / 1e3)
                .set(Figure.FAILED, tally.failed())
                .set(Figure.CLOSED, tally.closed())
                .set(Figure.LOST, drain.missing())
                .set(Figure.REPEATED, tally.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder())
                .set(Figure.SKIPPED, tally.skipped())
                .set(Figure.ERRORS, tally.errors());
        if (a != null && b != null) {
            ServerCost.between(a, b, seconds, row);
        }
        stage.problem(tally.problem());
        return row;
    }
}
