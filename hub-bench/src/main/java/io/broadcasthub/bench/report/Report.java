package io.broadcasthub.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one scenario.
 *
 * @param server which one was measured
 * @param settings what was asked for, in the order in which it is shown
 * @param curves how figures went over time, of scenarios that look at that
 * @param problems what went wrong, in words
 */
public record Report(
        String scenario,
        String server,
        Map<String, String> settings,
        List<Row> rows,
        List<Curve> curves,
        List<String> problems) {

    /** Of a scenario that has no curves. */
    public Report(String scenario, String server, Map<String, String> settings, List<Row> rows, List<String> problems) {
        this(scenario, server, settings, rows, List.of(), problems);
    }

    /** The same with further rows. */
    public Report with(List<Row> more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more);
        return new Report(scenario, server, settings, all, curves, problems);
    }

    /** Whether anything was lost, repeated or out of order, or something else went wrong. */
    public boolean isBroken() {
        return !problems.isEmpty() || rows.stream().anyMatch(Row::isBroken);
    }
}
