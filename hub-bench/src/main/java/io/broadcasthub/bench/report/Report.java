package io.broadcasthub.bench.report;

import java.util.List;
import java.util.Map;

/**
 * The outcome of one scenario.
 *
 * @param server which one was measured
 * @param settings what was asked for, in the order in which it is shown
 * @param problems what went wrong, in words
 */
public record Report(
        String scenario, String server, Map<String, String> settings, List<Row> rows, List<String> problems) {

    /** Whether anything was lost, repeated or out of order, or something else went wrong. */
    public boolean isBroken() {
        return !problems.isEmpty() || rows.stream().anyMatch(Row::isBroken);
    }
}
