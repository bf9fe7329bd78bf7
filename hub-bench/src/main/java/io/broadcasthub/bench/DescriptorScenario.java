package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.overload.LevelWatch;
import io.broadcasthub.bench.overload.Occupants;
import io.broadcasthub.bench.overload.Waiting;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A hub that may have few descriptors, and whose operators take most of them: it must stop accepting before there are none,
 * serve those who are there, and accept who waited once there are some again.
 */
record DescriptorScenario(ChildServer hub, LevelWatch watch) implements Scenario {
    /** Of the hub's process. */
    static final int DESCRIPTORS = 320;

    static final int SUBSCRIBERS = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "descriptors";
    }

    @Override
    public boolean needsHub() {
        return true;
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        Group group = Group.of(stage, stage.plan(1));
        Row row;
        try (Publisher publisher = stage.publisher(1)) {
            stage.join(group.crowd(), group.plan().count());
            row = starve(
                    stage, new Load(stage, group, publisher, stage.settings().rate()));
        }
        long failures = Metrics.of(hub.admin(), PATIENCE).sum("hub_accept_failures_total");
        if (failures > 0) {
            stage.problem("accepting failed " + failures + " times for want of descriptors before the hub stopped it");
        }
        stage.tell(group.crowd(), new Order.Leave());
        return List.of(row);
    }

    private Row starve(Stage stage, Load load) throws IOException, InterruptedException {
        Row row;
        Waiting newcomer;
        long freed;
        try (Occupants occupants = new Occupants(hub.admin())) {
            stage.notes().say("overload: taking descriptors");
            if (!occupants.takeUntil(() -> !watch.page().accepting())) {
                stage.problem("the hub accepted on, with " + occupants.count() + " connections of operators and "
                        + hub.sample().descriptors() + " of " + DESCRIPTORS + " descriptors open");
            }
            newcomer = new Waiting(hub.url(), PATIENCE);
            row = load.measure("few descriptors")
                    .set(Figure.LEVEL, watch.highest())
                    .set(Figure.DESCRIPTORS, hub.sample().descriptors());
            if (newcomer.isAnswered()) {
                stage.problem("somebody was accepted while the hub said that it accepts nobody");
            }
            freed = System.nanoTime();
        }
        int status = newcomer.status();
        if (status != Waiting.OK) {
            stage.problem("who waited for descriptors was answered " + status);
        }
        if (!watch.calm(PATIENCE)) {
            stage.problem("the hub was not at normal again when it had descriptors");
        }
        return row.set(Figure.BACK_TO_NORMAL, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - freed));
    }
}
