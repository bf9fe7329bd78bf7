package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Schedule;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.overload.LevelWatch;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.LoadPage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A hub is given more than it takes on: a broadcast whose rate doubles until it refuses, while some have stopped reading; then
 * all who were cut off at once. Those who are there must get every message that it took, and it must be at rest again by itself.
 *
 * @param watch its levels, all along
 * @param returning who are cut off
 */
record OverloadScenario(LevelWatch watch, int returning) implements Scenario {
    /** Within it the hub has to be at {@code normal} again. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final double FIRST_RATE = 200;
    private static final double MOST_RATE = 12_800;
    /** A second: more than that piles up in the generator. */
    private static final double MOST_BYTES = 64e6;

    /** At least so many stop reading: what is queued for them passes the threshold, however fast the machine is. */
    private static final int SLEEPERS = 40;

    private static final int SLEEPING_PART = 10;
    private static final int SMALL = 4 << 10;
    private static final Duration STEP = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public boolean needsHub() {
        return true;
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        int count = stage.settings().subscribers();
        CrowdPlan plan = stage.plan(1);
        Group readers = Group.of(stage, plan);
        Group sleepers = Group.of(
                stage, plan.of(count, Math.max(SLEEPERS, count / SLEEPING_PART)).withReceiveBuffer(SMALL));
        try (Publisher publisher = stage.publisher(1)) {
            stage.join(readers.crowd(), count);
            stage.join(sleepers.crowd(), sleepers.plan().count());
            backToNormal(stage, new Row("connecting"));
            rows.add(levelled(
                    new Load(stage, readers, publisher, stage.settings().rate()).measure("before")));
            rows.addAll(broadcast(stage, readers, sleepers, publisher));
        }
        stage.tell(readers.crowd(), new Order.Leave());
        stage.tell(sleepers.crowd(), new Order.Leave());
        List<Row> storm =
                new ResumeScenario(true).run(stage.with(stage.settings().atOnce(returning)));
        Row returned = storm.get(ResumeScenario.RETURNING);
        levelled(returned);
        backToNormal(stage, returned);
        rows.addAll(storm);
        return rows;
    }

    private List<Row> broadcast(Stage stage, Group readers, Group sleepers, Publisher publisher)
            throws IOException, InterruptedException {
        Tally readersBefore = stage.tell(readers.crowd(), new Order.Count());
        Tally sleepersBefore = stage.tell(sleepers.crowd(), new Order.Count());
        long refusedBefore = publisher.published().refused();
        double most = Math.min(MOST_RATE, MOST_BYTES / stage.settings().size());
        double rate = Math.min(FIRST_RATE, most);
        GcWatch collector = GcWatch.begin(stage);
        stage.tell(sleepers.crowd(), new Order.Stall(true));
        publish(stage, publisher, rate, STEP);
        while (watch.page().level() != LoadPage.REFUSE && rate < most) {
            rate = Math.min(most, 2 * rate);
            publish(stage, publisher, rate, STEP);
        }
        publish(stage, publisher, rate, stage.settings().duration());
        Row row = levelled(new Row("broadcast").set(Figure.OFFERED, rate * readers.receivers()));
        collector.end(stage, row);
        stage.tell(sleepers.crowd(), new Order.Stall(false));
        backToNormal(stage, row);
        long refused = publisher.published().refused() - refusedBefore;
        if (row.get(Figure.LEVEL).orElse(0) < LoadPage.REFUSE || refused == 0) {
            stage.problem("the hub refused no publish; its thresholds are too high for this load");
        }
        row.set(Figure.REFUSED, refused);
        got(new Drain(stage, readers, publisher).await("overload: the load has ended"), readersBefore, row);
        Row slow = new Row("who stopped reading");
        got(new Drain(stage, sleepers, publisher).await("overload: they read on"), sleepersBefore, slow);
        return List.of(row, slow);
    }

    private static void got(Drain drain, Tally before, Row row) {
        Tally tally = drain.tally();
        row.set(Figure.CONNECTIONS, tally.ready())
                .set(Figure.RECEIVED, tally.distinct() - before.distinct())
                .set(Figure.LOST, drain.missing())
                .set(Figure.REPEATED, tally.repeated() - before.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder() - before.outOfOrder())
                .set(Figure.SKIPPED, tally.skipped() - before.skipped())
                .set(Figure.CLOSED, tally.closed() - before.closed());
    }

    private static void publish(Stage stage, Publisher publisher, double rate, Duration time) {
        stage.notes().say(String.format(Locale.ROOT, "overload: %,.0f messages/s", rate));
        long begin = System.nanoTime();
        publisher
                .publish(new Schedule(begin, rate, begin + time.toNanos()), begin)
                .join();
    }

    /** The highest level since the last row. */
    private Row levelled(Row row) {
        return row.set(Figure.LEVEL, watch.highest());
    }

    private void backToNormal(Stage stage, Row row) throws InterruptedException {
        long ended = System.nanoTime();
        if (watch.calm(PATIENCE)) {
            watch.highest(); // what comes is another part
            row.set(Figure.BACK_TO_NORMAL, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - ended));
        } else {
            stage.problem("the hub was still at " + watch.page().levelName() + " ("
                    + watch.page().because() + ") " + PATIENCE.toSeconds() + " s after " + row.label());
        }
    }
}
