package io.broadcasthub.bench;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Counters;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a hub says of its own work between two moments. Asking costs it something too, which is measured and taken off. */
final class ServerWork {
    private final @Nullable Counters first;
    private final double asking;

    private ServerWork(@Nullable Counters first, double asking) {
        this.first = first;
        this.asking = asking;
    }

    static ServerWork begin(Stage stage) throws IOException {
        Counters before = stage.counters();
        Counters first = before == null ? null : stage.counters();
        return new ServerWork(first, first == null || before == null ? 0 : first.since(before, Counters.ALLOCATED));
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
        if (last.has(Counters.COLLECTIONS)) {
            row.set(Figure.COLLECTIONS, last.since(first, Counters.COLLECTIONS))
                    .set(Figure.COLLECTING, last.since(first, Counters.COLLECTING) * 1e6);
        }
    }
}
