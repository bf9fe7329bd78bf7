package io.broadcasthub.server;

import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import io.broadcasthub.limits.LoadReport;
import io.broadcasthub.limits.Resource;
import io.broadcasthub.metrics.LoadMetrics;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What {@code /debug/load} says: the level, why, and what was done about it. */
final class LoadPage {
    private LoadPage() {}

    static Page of(LoadReport report, List<LoopPulse> pulses, boolean accepting, LoadMetrics metrics) {
        return new Page("load")
                .fact("level", report.level().wireName())
                .fact("because", report.why())
                .fact("accepting", accepting)
                .fact("connectPercent", percent(report.connectShare()))
                .fact("publishPercent", percent(report.publishShare()))
                .with(resources(report))
                .with(loops(pulses))
                .with(counts("shed", metrics.shedCounts()))
                .with(counts("refused", metrics.refusedCounts()));
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    private static Table resources(LoadReport report) {
        Table table = new Table("resources", "resource", "level", "used", "refusedFrom", "percent", "shedFromPercent");
        for (LoadReport.Line line : report.resources()) {
            boolean time = line.resource() == Resource.LOOP_DELAY;
            table.add(
                    line.resource().wireName() + (time ? "_micros" : ""),
                    line.level().wireName(),
                    time ? micros(line.reading().used()) : line.reading().used(),
                    time ? micros(line.reading().limit()) : line.reading().limit(),
                    percent(line.reading().pressure()),
                    percent(line.resource().shed()));
        }
        return table;
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private static Table loops(List<LoopPulse> pulses) {
        Table table = new Table("loops", "loop", "delayMicros", "ended", "queuedBytes", "slowReaders");
        for (int i = 0; i < pulses.size(); i++) {
            LoopPulse pulse = pulses.get(i);
            table.add(
                    i,
                    micros(pulse.delay()),
                    pulse.isDead(),
                    pulse.sessions().queuedBytes(),
                    pulse.sessions().slowReaders());
        }
        return table;
    }

    private static Table counts(String name, List<LoadMetrics.Count> counts) {
        Table table = new Table(name, "what", "reason", "count");
        counts.forEach(c -> table.add(c.what(), c.reason(), c.count()));
        return table;
    }
}
