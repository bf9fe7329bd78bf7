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
    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        int topics = stage.settings().topics();
        Group group = Group.of(stage, stage.plan(topics));
        List<Row> rows = new ArrayList<>();
        try (Publisher publisher = stage.publisher(topics)) {
            stage.join(group.crowd(), group.plan().count());
            for (double rate : stage.settings().rates()) {
                Row row = new Load(stage, group, publisher, rate).measure(label(rate));
                rows.add(row);
                if (row.get(Figure.HELD).orElse(0) == 0) {
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

    static String label(double rate) {
        return rate == Math.rint(rate)
                ? String.format(Locale.ROOT, "%,.0f/s", rate)
                : String.format(Locale.ROOT, "%,.1f/s", rate);
    }
}
