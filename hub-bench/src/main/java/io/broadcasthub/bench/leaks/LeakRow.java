package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.GcWork;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Makes the figures of what was seen of one server. */
final class LeakRow {
    private static final double LAST_THIRD = 1.0 / 3;
    private static final double MICRO = 1e3;

    private final Row row;
    private final LeakPlan plan;
    private final Samples samples;
    private final List<String> broken = new ArrayList<>();

    /** At the end of the measurement. */
    LeakRow(String label, LeakPlan plan, Samples samples) {
        this.row = new Row(label);
        this.plan = plan;
        this.samples = samples;
        double[] delivered = samples.values(Figure.DELIVERED);
        double mean = Arrays.stream(delivered).average().orElse(0);
        double variance = Arrays.stream(delivered)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        Histogram all = samples.latency(1);
        row.set(Figure.OFFERED, plan.rate() * plan.subscribers())
                .set(Figure.DELIVERED, mean)
                .set(Figure.DEVIATION, Math.sqrt(variance))
                .set(Figure.P50, all.getValueAtPercentile(50) / MICRO)
                .set(Figure.P99, all.getValueAtPercentile(99) / MICRO)
                .set(Figure.P99_END, samples.latency(LAST_THIRD).getValueAtPercentile(99) / MICRO)
                .set(Figure.MAX, all.getMaxValue() / MICRO)
                .set(Figure.CPU, samples.cpu() / samples.seconds());
        last(Figure.WORKERS);
        last(Figure.RSS);
        last(Figure.THREADS);
        last(Figure.DESCRIPTORS);
        double[] rss = samples.values(Figure.RSS);
        if (rss.length > 0) {
            row.set(Figure.RSS_GROWTH, rss[rss.length - 1] - rss[0]);
        }
    }

    private void last(Figure figure) {
        double[] values = samples.values(figure);
        if (values.length > 0) {
            row.set(figure, values[values.length - 1]);
        }
    }

    /**
     * @param expected messages that those who stay must have, all together
     * @param stayed of those who stay, once they had everything
     * @param visited of those who came and went
     */
    void clients(long expected, Tally stayed, Tally visited) {
        row.set(Figure.CONNECTIONS, plan.subscribers() + plan.visitors())
                .set(Figure.CYCLES, visited.cycles() / samples.seconds())
                .set(Figure.LOST, expected - stayed.distinct() - stayed.skipped())
                .set(Figure.REPEATED, stayed.repeated())
                .set(Figure.OUT_OF_ORDER, stayed.outOfOrder())
                .set(Figure.SKIPPED, stayed.skipped())
                .set(
                        Figure.CPU_PER_DELIVERY,
                        samples.cpu() * 1e6 / Math.max(1, samples.deliveries() + visited.distinct()));
    }

    /** @param work of the server's collector, from its start to the end of the measurement */
    void collected(GcWork work) {
        work.into(row);
    }

    /** When everyone has gone: the last look. */
    void left(ProcessSample base, ProcessSample end, long workers) throws IOException, InterruptedException {
        samples.take(true);
        row.set(Figure.WORKERS_LEFT, workers)
                .set(Figure.THREADS_LEFT, end.threads() - base.threads())
                .set(Figure.DESCRIPTORS_LEFT, end.descriptors() - base.descriptors());
        if (workers != 0) {
            broken.add(row.label() + " still works for " + workers + " clients after everyone went");
        }
        if (row.isBroken()) {
            broken.add(row.label() + " lost, repeated or reordered messages of those who stayed");
        }
    }

    /** @param left what clients had that the server still has, by its audit */
    void audited(Audits audits, Map<String, Long> left) {
        if (audits.looks() > 0) {
            Set<String> mismatches = audits.mismatches();
            row.set(Figure.AUDITS, audits.looks())
                    .set(Figure.MISMATCHES, mismatches.size())
                    .set(
                            Figure.HELD_LEFT,
                            left.values().stream().mapToLong(Long::longValue).sum());
            mismatches.forEach(mismatch -> broken.add(row.label() + ": audit mismatch: " + mismatch));
            if (!left.isEmpty()) {
                broken.add(row.label() + " still holds, after everyone went: " + left);
            }
        }
    }

    /** @param promises whether the server promises not to leak */
    LeakResult result(boolean promises) {
        return new LeakResult(row, samples.curves(row.label()), promises ? broken : List.of());
    }
}
