package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Schedule;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.wire.Marker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers are cut off at once, miss messages, and all come back: how long until each has everything, and what those who
 * stayed, a tenth as many and on a topic of their own, notice meanwhile.
 *
 * @param insisting whether who is turned away at the beginning tries again; who comes back always does
 */
record ResumeScenario(boolean insisting) implements Scenario {
    /** Which of the rows tells of those who came back. */
    static final int RETURNING = 2;

    private static final int STAYING_PART = 10;
    private static final String AWAY = "away.";
    private static final String STAY = "stay.";
    /** Messages that everybody gets first: who comes back names the last one. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    /** A second, before the cut and again during the return, so that what was missed goes over into what is new. */
    private static final double LIVE_RATE = 5;

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
    public void show(Settings settings, Map<String, String> shown) {
        Scenario.super.show(settings, shown);
        shown.put("missed", settings.missed() + " messages");
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        Settings settings = stage.settings();
        int returning = settings.subscribers();
        int staying = Math.max(1, returning / STAYING_PART);
        CrowdPlan plan = stage.plan(AWAY, 1, settings.deflate());
        Group away = Group.of(stage, plan.keepingIds());
        Group others = Group.of(stage, stage.plan(STAY, 1, settings.deflate()).of(0, staying));
        String payload = Marker.payload(settings.size());
        try (Publisher toAway = stage.publisher(AWAY, 1, payload);
                Publisher toOthers = stage.publisher(STAY, 1, payload)) {
            join(stage, away);
            join(stage, others);
            Row calm = new Load(stage, others, toOthers, settings.rate()).measure("others, before");
            List<Row> rows = storm(stage, away, toAway, others, toOthers);
            stage.tell(away.crowd(), new Order.Leave());
            stage.tell(others.crowd(), new Order.Leave());
            return List.of(calm, rows.get(0), rows.get(1), Row.ratio("meanwhile : before", rows.get(0), calm));
        }
    }

    private void join(Stage stage, Group group) throws IOException, InterruptedException {
        if (insisting) {
            stage.tell(group.crowd(), new Order.ComeBack(0)); // whoever is there has come back
        } else {
            stage.join(group.crowd(), group.plan().count());
        }
    }

    private static List<Row> storm(Stage stage, Group away, Publisher toAway, Group others, Publisher toOthers)
            throws IOException, InterruptedException {
        double rate = stage.settings().rate();
        long begin = System.nanoTime();
        long cutAt = begin + LEAD.toNanos();
        Tally before = stage.tell(others.crowd(), new Order.Count());
        long missingBefore = others.missing(toOthers.published(), before);
        toAway.publish(new Schedule(begin, LIVE_RATE, cutAt), cutAt).join();
        Drain lead = new Drain(stage, away, toAway).await("resume: before the cut");
        if (lead.missing() > 0) {
            throw new IOException("the first messages did not reach everybody; give fewer --subscribers");
        }
        Tally gone = stage.tell(away.crowd(), new Order.Cut());

        long missingFrom = System.nanoTime();
        long backAt = missingFrom + (long) (stage.settings().missed() / rate * NANOS);
        stage.tell(others.crowd(), new Order.Window(backAt, backAt + FAR));
        CompletableFuture<Void> stayed = toOthers.publish(new Schedule(missingFrom, rate, backAt + FAR), backAt);
        stage.notes().say("resume: away");
        toAway.publish(new Schedule(missingFrom, rate, backAt), backAt).join();
        stage.notes().waitUntil(backAt, () -> "resume: away");

        GcWatch collector = GcWatch.begin(stage);
        ProcessSample a = stage.sample();
        long head = toAway.published().of(0);
        long from = System.nanoTime();
        CompletableFuture<Void> live = toAway.publish(new Schedule(from, LIVE_RATE, from + FAR), from);
        Tally back = stage.tell(away.crowd(), new Order.ComeBack(head));
        double seconds = (System.nanoTime() - from) / NANOS;
        ProcessSample b = stage.sample();
        toAway.stop();
        toOthers.stop();
        CompletableFuture.allOf(live, stayed).join();
        Row returned = returned(stage, new Drain(stage, away, toAway).await("resume"), gone, back, a, b, seconds);
        collector.end(stage, returned);
        return List.of(stayed(new Drain(stage, others, toOthers).await("resume"), missingBefore), returned);
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
                .set(Figure.FAILED, tally.failed() - gone.failed())
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
