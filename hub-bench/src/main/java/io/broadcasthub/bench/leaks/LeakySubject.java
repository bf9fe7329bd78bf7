package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.leaky.Leak;
import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.GcWork;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A broadcaster that leaks. It restarts within its process, as a reload does. */
record LeakySubject(ChildServer server) implements Subject {
    static LeakySubject start(Leak leak, RestartableHub.Starter servers) throws IOException {
        return new LeakySubject(servers.start(leak.launch()));
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public URI publishing() throws IOException {
        return server.admin();
    }

    @Override
    public long workers() throws IOException {
        return Long.parseLong(
                HttpConnection.once(server.admin(), "GET", "/workers", PATIENCE).body());
    }

    @Override
    public @Nullable AuditPage audit() {
        return null;
    }

    @Override
    public ProcessSample sample() throws IOException {
        return server.sample();
    }

    @Override
    public GcWork collected() throws IOException {
        return server.collected();
    }

    @Override
    public void restart() throws IOException {
        HttpConnection.once(server.admin(), "POST", "/restart", PATIENCE);
    }

    @Override
    public void close() {
        server.close();
    }
}
