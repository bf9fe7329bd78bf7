package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import org.HdrHistogram.Histogram;

/** The percentiles that reports show. */
final class Latencies {
    private static final double NANOS_PER_MICRO = 1e3;

    private Latencies() {}

    static void of(Histogram nanos, Row row) {
        if (nanos.getTotalCount() == 0) {
            return;
        }
        row.set(Figure.P50, micros(nanos, 50))
                .set(Figure.P90, micros(nanos, 90))
                .set(Figure.P99, micros(nanos, 99))
                .set(Figure.P999, micros(nanos, 99.9))
                .set(Figure.MAX, nanos.getMaxValue() / NANOS_PER_MICRO);
    }

    static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
