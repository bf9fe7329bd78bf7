package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.GcWork;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server in the study. Any thread. */
interface Subject extends AutoCloseable {
    /** How long a server may take for an answer or for its end. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Where clients connect. */
    URI url();

    /** Where messages are posted. */
    URI publishing() throws IOException;

    /** Whom it works for, by its own count. */
    long workers() throws IOException;

    ProcessSample sample() throws IOException;

    /** What its collector has done so far, in all its lives. */
    GcWork collected() throws IOException;

    /** What its audit of itself finds; null where it has none. */
    @Nullable
    AuditPage audit() throws IOException;

    /** Ends and begins anew at the same address; blocks until it accepts connections again. */
    void restart() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
