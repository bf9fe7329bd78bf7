package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The same load twice: everybody reads; then some have stopped reading. What the others notice is the question. */
record StalledScenario() implements Scenario {
    /** The kernel takes little for them, so that the server is soon left with what they do not read. */
    private static final int SMALL = 4 << 10;

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public void show(Settings settings, Map<String, String> shown) {
        Scenario.super.show(settings, shown);
        shown.put("stalled", settings.stalledPercent() + " %");
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        Settings settings = stage.settings();
        int stalled = Math.max(1, settings.subscribers() * settings.stalledPercent() / 100);
        int others = settings.subscribers() - stalled;
        CrowdPlan plan = stage.plan(1);
        Group readers = Group.of(stage, plan.of(0, others));
        Group sleepers = Group.of(stage, plan.of(others, stalled).withReceiveBuffer(SMALL));
        try (Publisher publisher = stage.publisher(1)) {
            stage.join(readers.crowd(), others);
            stage.join(sleepers.crowd(), stalled);
            Row without = new Load(stage, readers, publisher, settings.rate()).measure("all read");
            ProcessSample before = stage.sample();
            stage.tell(sleepers.crowd(), new Order.Stall(true));
            Row with = new Load(stage, readers, publisher, settings.rate()).measure(stalled + " stalled");
            ProcessSample after = stage.sample();
            if (before != null && after != null) {
                with.set(Figure.RSS_GROWTH, after.rss() - before.rss());
            }
            stage.tell(sleepers.crowd(), new Order.Stall(false));
            Row woken = woken(stage, sleepers, publisher);
            stage.tell(readers.crowd(), new Order.Leave());
            stage.tell(sleepers.crowd(), new Order.Leave());
            return List.of(without, with, woken, Row.ratio("with : without", with, without));
        }
    }

    /** Those who stalled read on: whatever they do not get must have been announced, or their connection ended. */
    private static Row woken(Stage stage, Group sleepers, Publisher publisher)
            throws IOException, InterruptedException {
        Drain drain = new Drain(stage, sleepers, publisher).await("the stalled read on");
        Tally tally = drain.tally();
        return new Row("they read on")
                .set(Figure.CONNECTIONS, tally.ready())
                .set(Figure.CLOSED, tally.closed())
                .set(Figure.SKIPPED, tally.skipped())
                .set(Figure.LOST, tally.holes())
                .set(Figure.REPEATED, tally.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder());
    }
}
