package io.broadcasthub.bench.overload;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Operators who keep connections open: they take descriptors that the hub's places for clients do not reckon with. */
public final class Occupants implements AutoCloseable {
    /** The hub has so many for operators; one is the watch's, and one is spared for questions. */
    private static final int MOST = 250;

    private static final int AT_ONCE = 4;
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI admin;
    private final List<HttpConnection> connections = new ArrayList<>();

    public Occupants(URI admin) {
        this.admin = admin;
    }

    /**
     * A few more at a time, slower than the hub looks.
     *
     * @return whether it came to that
     */
    public boolean takeUntil(BooleanSupplier enough) throws IOException, InterruptedException {
        while (!enough.getAsBoolean() && connections.size() < MOST) {
            for (int i = 0; i < AT_ONCE; i++) {
                HttpConnection connection = new HttpConnection(admin, PATIENCE);
                connections.add(connection);
                connection.send("GET", "/health/live", "", new byte[0]);
            }
            Notes.pause(STEP);
        }
        return enough.getAsBoolean();
    }

    public int count() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }
}
