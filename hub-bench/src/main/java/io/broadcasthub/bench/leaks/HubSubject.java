package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.GcWork;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.server.RestartableHub;
import java.io.IOException;
import java.net.URI;

/** The hub. What it works for are its subscriptions. */
record HubSubject(RestartableHub hub) implements Subject {
    @Override
    public URI url() {
        return hub.url();
    }

    @Override
    public URI publishing() {
        return hub.publishing();
    }

    @Override
    public long workers() throws IOException {
        return Metrics.of(hub.admin(), PATIENCE).sum("hub_subscriptions");
    }

    @Override
    public AuditPage audit() throws IOException {
        return AuditPage.of(hub.admin(), PATIENCE);
    }

    @Override
    public ProcessSample sample() throws IOException {
        return hub.sample();
    }

    @Override
    public GcWork collected() throws IOException {
        return hub.collected();
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        hub.restart(PATIENCE);
    }

    @Override
    public void close() throws IOException {
        hub.close();
    }
}
