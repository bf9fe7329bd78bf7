package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.PauseLog;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** For how long the server's collector made it stand still, at most, from a moment on. */
final class PauseWatch {
    private final @Nullable PauseLog log;
    private final long from;

    private PauseWatch(@Nullable PauseLog log, long from) {
        this.log = log;
        this.from = from;
    }

    static PauseWatch begin(Stage stage) throws IOException {
        PauseLog log = stage.pauses();
        return new PauseWatch(log, log == null ? 0 : log.now());
    }

    /** Nothing of a server that was not started here. */
    void end(Row row) throws IOException {
        if (log != null) {
            row.set(Figure.LONGEST_PAUSE, log.longestSince(from));
        }
    }
}
