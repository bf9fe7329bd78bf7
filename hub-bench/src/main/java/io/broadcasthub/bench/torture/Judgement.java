package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Growth;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.fault.FaultTally;
import io.broadcasthub.bench.torture.fault.Outcome;
import io.broadcasthub.bench.torture.witness.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the report of what happened, and the verdict. One that saw nothing is none: then it failed. */
record Judgement(
        TorturePlan plan,
        Violations violations,
        FaultTally tally,
        Answers answers,
        Growth growth,
        Witnesses witnesses,
        long looks) {
    private static final double NANOS = 1e9;

    TortureResult result(long nanos) {
        List<Row> faults = new ArrayList<>();
        tally.counts().forEach((label, counts) -> faults.add(row(label, counts)));
        nothingVacuous();
        Row total = witnesses
                .counted(new Row("torture"))
                .set(Figure.FAULTS, tally.total())
                .set(Figure.AUDITS, looks)
                .set(Figure.RESTS, growth.rests())
                .set(Figure.VIOLATIONS, violations.count())
                .set(Figure.SECONDS, nanos / NANOS);
        growth.most().forEach((kind, bytes) -> figure(kind, bytes, total));
        return new TortureResult(total, faults, violations.texts(), verdict(violations, plan.seed()));
    }

    private static Row row(String label, Map<Outcome, Long> counts) {
        return new Row(label)
                .set(Figure.FAULTS, counts.getOrDefault(Outcome.DONE, 0L))
                .set(Figure.FAULTS_REFUSED, counts.getOrDefault(Outcome.REFUSED, 0L))
                .set(Figure.FAULTS_CUT, counts.getOrDefault(Outcome.CUT_SHORT, 0L));
    }

    private static void figure(Growth.Kind kind, long value, Row row) {
        switch (kind) {
            case HEAP -> row.set(Figure.HEAP_GROWTH, value);
            case DIRECT -> row.set(Figure.DIRECT_GROWTH, value);
            case RSS -> row.set(Figure.RSS_GROWTH, value);
            case DESCRIPTORS -> row.set(Figure.DESCRIPTORS_LEFT, value);
            case THREADS -> row.set(Figure.THREADS_LEFT, value);
        }
    }

    private void nothingVacuous() {
        boolean idle = tally.total() == 0
                || witnesses.received() == 0
                || looks == 0
                || growth.rests() == 0
                || answers.byStatus().isEmpty();
        if (idle) {
            violations.add("nothing happened", "no faults, no messages or no looks at the hub: nothing is proved");
        }
    }

    static String verdict(Violations violations, long seed) {
        return "torture: "
                + (violations.count() == 0 ? "PASSED" : "FAILED (" + violations.summary() + ")")
                + "  seed=" + seed;
    }
}
