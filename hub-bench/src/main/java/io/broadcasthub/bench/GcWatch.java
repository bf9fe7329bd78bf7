package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Counters;
import io.broadcasthub.bench.server.GcLog;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the server's garbage collector does from a moment on: by its log, if it was started here; else by a hub's own count. */
final class GcWatch {
    private static final double MICROS = 1e6;

    private final @Nullable GcLog log;
    private final long from;
    private final @Nullable Counters before;

    private GcWatch(@Nullable GcLog log, long from, @Nullable Counters before) {
        this.log = log;
        this.from = from;
        this.before = before;
    }

    static GcWatch begin(Stage stage) throws IOException {
        GcLog log = stage.collections();
        return log == null ? new GcWatch(null, 0, stage.counters()) : new GcWatch(log, log.now(), null);
    }

    /** Nothing where neither is known. */
    void end(Stage stage, Row row) throws IOException {
        if (log != null) {
            log.since(from).into(row);
            return;
        }
        Counters after = before == null ? null : stage.counters();
        if (before != null && after != null && after.has(Counters.COLLECTIONS)) {
            row.set(Figure.COLLECTIONS, after.since(before, Counters.COLLECTIONS))
                    .set(Figure.COLLECTING, after.since(before, Counters.COLLECTING) * MICROS);
        }
    }
}
