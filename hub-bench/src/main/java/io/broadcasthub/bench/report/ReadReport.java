package io.broadcasthub.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as it is in a file.
 *
 * @param about how it came about: format, scenario, server, machine and settings, by name; not when
 * @param rows without the ratios
 */
public record ReadReport(Map<String, String> about, List<Row> rows) {
    public ReadReport {
        about = new LinkedHashMap<>(about); // in their order
        rows = List.copyOf(rows);
    }
}
