package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Counters;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a hub says of its own work between two moments. Asking costs it something too, which is measured and taken off. */
final class ServerWork {
    private static final int QUESTIONS = 8;

    private final @Nullable Counters first;
    private final double asking;

    private ServerWork(@Nullable Counters first, double asking) {
        this.first = first;
        this.asking = asking;
    }

    static ServerWork begin(Stage stage) throws IOException {
        Counters last = stage.counters();
        double least = Double.MAX_VALUE;
        // The first answers load classes; taking that off would hide what the load allocates.
        for (int i = 0; i < QUESTIONS && last != null; i++) {
            Counters next = stage.counters();
            least = next == null ? least : Math.min(least, next.since(last, Counters.ALLOCATED));
            last = next;
        }
        return new ServerWork(last, least);
    }

    /** Nothing where the server does not tell. */
    void end(Stage stage, Row row) throws IOException {
        Counters last = first == null ? null : stage.counters();
        if (first == null || last == null) {
            return;
        }
        double published = last.since(first, Counters.PUBLISHED);
        double delivered = last.since(first, Counters.DELIVERED);
        if (published > 0 && delivered > 0) {
            if (last.has(Counters.ALLOCATED)) {
                double allocated = Math.max(0, last.since(first, Counters.ALLOCATED) - asking);
                row.set(Figure.ALLOCATED_PER_MESSAGE, allocated / published)
                        .set(Figure.ALLOCATED_PER_DELIVERY, allocated / delivered);
            }
            double compressed = last.since(first, Counters.COMPRESSED);
            if (compressed > 0) {
                row.set(Figure.COMPRESSED_PER_MESSAGE, compressed / published);
            }
        }
    }
}
