package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.Collector;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.torture.check.Growth;
import io.broadcasthub.bench.torture.check.Holdings;
import io.broadcasthub.bench.torture.check.Violations;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Between episodes: who is gone must be gone from the hub, and it must not have grown. One thread. */
final class Rest {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(250);
    /** The hub samples its memory five times a second. */
    private static final long SAMPLED = TimeUnit.MILLISECONDS.toNanos(600);

    private final RestartableHub hub;
    private final Growth growth;
    private final Violations violations;

    Rest(RestartableHub hub, Growth growth, Violations violations) {
        this.hub = hub;
        this.growth = growth;
        this.violations = violations;
    }

    Holdings holdings() throws IOException {
        return Holdings.of(
                AuditPage.of(hub.admin(), TorturePlan.PATIENCE),
                Metrics.of(hub.admin(), TorturePlan.PATIENCE),
                hub.sample());
    }

    /** Waits until no more connections are left than belong to those who stay. */
    void settle(int stay) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TorturePlan.PATIENCE.toNanos();
        long left = connections();
        while (left > stay && System.nanoTime() - limit < 0) {
            Notes.pause(POLL);
            left = connections();
        }
        if (left > stay) {
            violations.add("left behind", left + " connections at rest, of which " + stay + " belong to somebody");
        }
    }

    private long connections() throws IOException {
        return Metrics.of(hub.admin(), TorturePlan.PATIENCE).sum("hub_connections");
    }

    /** Waits until the hub holds no more than that. */
    void emptied(Holdings before, Duration patience) throws IOException, InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        Map<String, Long> more = holdings().beyond(before);
        while (!more.isEmpty() && System.nanoTime() - limit < 0) {
            Notes.pause(POLL);
            more = holdings().beyond(before);
        }
        if (!more.isEmpty()) {
            violations.add("left behind", "after everyone went: " + more);
        }
    }

    /** How much it takes now. */
    void weigh() throws IOException, InterruptedException {
        Map<Growth.Kind, Long> values = new EnumMap<>(Growth.Kind.class);
        boolean collected = Collector.collect(hub.pid());
        Notes.pause(SAMPLED);
        Metrics metrics = Metrics.of(hub.admin(), TorturePlan.PATIENCE);
        if (collected) {
            values.put(Growth.Kind.HEAP, metrics.sum("hub_resource_used{resource=\"heap\"}"));
        }
        values.put(Growth.Kind.DIRECT, metrics.sum("hub_resource_used{resource=\"direct_memory\"}"));
        ProcessSample sample = hub.sample();
        values.put(Growth.Kind.RSS, sample.rss());
        values.put(Growth.Kind.DESCRIPTORS, sample.descriptors());
        values.put(Growth.Kind.THREADS, sample.threads());
        growth.look(values);
    }
}
