package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Row;
import java.io.IOException;
import java.util.List;

/** One kind of load. */
interface Scenario {
    String name();

    /** Whether servers to compare with lack what it measures. */
    default boolean needsHub() {
        return false;
    }

    /** Runs it; blocks until it is over. */
    List<Row> run(Stage stage) throws IOException, InterruptedException;
}
