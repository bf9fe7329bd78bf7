package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Row;
import java.util.List;

/**
 * What one server did in one case.
 *
 * @param problems what must not be, of a server that promises that it is not
 */
public record LeakResult(Row row, List<Curve> curves, List<String> problems) {}
