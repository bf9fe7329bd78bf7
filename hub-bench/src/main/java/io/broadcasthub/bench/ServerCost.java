package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;

/** What the server used between two moments. */
final class ServerCost {
    private ServerCost() {}

    static void between(ProcessSample a, ProcessSample b, double seconds, Row row) {
        row.set(Figure.CPU, (b.cpu() - a.cpu()) / seconds)
                .set(Figure.CPU_USER, (b.user() - a.user()) / seconds)
                .set(Figure.CPU_SYSTEM, (b.system() - a.system()) / seconds)
                .set(Figure.RSS, b.rss())
                .set(Figure.THREADS, b.threads());
    }
}
