package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everybody listens to one topic, or to one of several; rates in turn until one is not held. */
record FanoutScenario(String name) implements Scenario {
    private static final int MAX_ATTEMPTS = 3;
    /** Processors. A server that is the limit keeps at least one busy. */
    private static final double BUSY = 0.9;

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        int topics = stage.settings().topics();
        Group group = Group.of(stage, stage.plan(topics));
        List<Row> rows = new ArrayList<>();
        try (Publisher publisher = stage.publisher(topics)) {
            stage.join(group.crowd(), group.plan().count());
            for (double rate : stage.settings().rates()) {
                Row row = measure(stage, group, publisher, rate);
                rows.add(row);
                if (!row.isHeld()) {
                    break;
                }
            }
            stage.tell(group.crowd(), new Order.Leave());
        } catch (IOException e) {
            if (rows.isEmpty()) {
                throw e;
            }
            stage.problem(e.getMessage()); // what was measured until the server failed is worth telling
        }
        return rows;
    }

    private static Row measure(Stage stage, Group group, Publisher publisher, double rate)
            throws IOException, InterruptedException {
        Row row = new Load(stage, group, publisher, rate).measure(label(rate));
        for (int attempt = 2; attempt <= MAX_ATTEMPTS && wasDisturbed(row); attempt++) {
            row = new Load(stage, group, publisher, rate).measure(label(rate)).set(Figure.ATTEMPTS, attempt);
        }
        return row;
    }

    /** Late although the server had time left: something else on the machine was in the way. */
    private static boolean wasDisturbed(Row row) {
        return !row.isHeld()
                && !row.isBroken()
                && row.get(Figure.OUTSTANDING).orElse(0) == 0
                && row.get(Figure.CPU).orElse(1) < BUSY;
    }

    static String label(double rate) {
        return rate == Math.rint(rate)
                ? String.format(Locale.ROOT, "%,.0f/s", rate)
                : String.format(Locale.ROOT, "%,.1f/s", rate);
    }
}
