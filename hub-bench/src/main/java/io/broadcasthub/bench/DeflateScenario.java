package io.broadcasthub.bench;

import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.wire.Marker;
import java.io.IOException;
import java.util.List;

/**
 * What compressing a broadcast costs the server: compressed; the same payload as it is; and a payload so small that as many
 * bytes go over the wire as when the first one is compressed. The last is what the first is held against.
 */
record DeflateScenario() implements Scenario {
    private static final String COMPRESSED = "compressed";
    private static final String SAME_BYTES = "plain, same wire bytes";

    @Override
    public String name() {
        return "deflate";
    }

    @Override
    public boolean needsHub() {
        return true;
    }

    @Override
    public List<Row> run(Stage stage) throws IOException, InterruptedException {
        int size = stage.settings().size();
        Row compressed = measure(stage, "deflate.", true, Marker.text(size), COMPRESSED);
        Row plain = measure(stage, "plain.", false, Marker.text(size), "plain, same payload");
        double saved = plain.get(Figure.WIRE_BYTES).orElse(0)
                - compressed.get(Figure.WIRE_BYTES).orElse(0);
        int smaller = (int) Math.round(size - saved);
        if (smaller < Marker.MIN_PAYLOAD || saved <= 0) {
            stage.problem("payloads of " + size + " bytes are too small to be held against; give a larger --size");
            return List.of(compressed, plain);
        }
        Row same = measure(stage, "same.", false, Marker.text(smaller), SAME_BYTES);
        return List.of(compressed, plain, same, Row.ratio(COMPRESSED + " : " + SAME_BYTES, compressed, same));
    }

    private static Row measure(Stage stage, String name, boolean deflate, String payload, String label)
            throws IOException, InterruptedException {
        CrowdPlan plan = stage.plan(name, 1, deflate);
        Group group = Group.of(stage, plan);
        try (Publisher publisher = stage.publisher(name, 1, payload)) {
            stage.join(group.crowd(), plan.count());
            Row row = new Load(stage, group, publisher, stage.settings().rate()).measure(label);
            stage.tell(group.crowd(), new Order.Leave());
            return row;
        }
    }
}
