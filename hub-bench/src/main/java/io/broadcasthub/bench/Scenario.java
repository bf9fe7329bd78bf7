package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One kind of load. */
interface Scenario {
    String name();

    /** Whether servers to compare with lack what it measures. */
    default boolean needsHub() {
        return false;
    }

    /** Adds what reports record of its load besides what all scenarios have. */
    default void show(Settings settings, Map<String, String> shown) {
        shown.put("rate", settings.shownRates());
    }

    /** Runs it; blocks until it is over. */
    List<Row> run(Stage stage) throws IOException, InterruptedException;
}
