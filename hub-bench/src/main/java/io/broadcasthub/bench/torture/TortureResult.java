package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.report.Row;
import java.util.List;

/**
 * What came of it.
 *
 * @param total of the whole run
 * @param faults one row each, with how often it was done
 * @param violations in words
 * @param verdict one line
 */
public record TortureResult(Row total, List<Row> faults, List<String> violations, String verdict) {}
