package io.broadcasthub.bench.server;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server under test. */
public interface Target extends AutoCloseable {
    /** What reports call it. */
    String name();

    /** Its WebSocket. */
    URI url();

    /** Null where its process is not known. */
    @Nullable
    ProcessSample sample() throws IOException;

    /** What it counts of itself; null where it does not tell. */
    @Nullable
    Counters counters() throws IOException;

    /** Where its JVM writes its collections; null where that is not known. */
    default @Nullable GcLog collections() {
        return null;
    }

    @Override
    void close();
}
