package io.broadcasthub.bench.torture.check;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.server.ProcessSample;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a hub holds at one moment, by its audit, its figures and its process: connections, cursors, timers, topics, bytes,
 * descriptors.
 */
public record Holdings(Map<String, Long> counts) {
    static final String DESCRIPTORS = "descriptors";
    /** Files of the JVM's and the journal's own: one more or less says nothing. */
    private static final long SPARE_DESCRIPTORS = 4;

    public static Holdings of(AuditPage audit, Metrics metrics, ProcessSample sample) {
        Map<String, Long> counts = new TreeMap<>(audit.held());
        for (String gauge : new String[] {
            "hub_connections",
            "hub_subscriptions",
            "hub_topics",
            "hub_patterns",
            "hub_queued_bytes",
            "hub_slow_subscribers"
        }) {
            counts.put(gauge, metrics.sum(gauge));
        }
        counts.put(DESCRIPTORS, sample.descriptors());
        return new Holdings(counts);
    }

    /** What there is more of than in others, with how much; empty if nothing. */
    public Map<String, Long> beyond(Holdings before) {
        Map<String, Long> more = new TreeMap<>();
        counts.forEach((name, count) -> {
            long difference = count - before.counts.getOrDefault(name, 0L);
            if (difference > (name.equals(DESCRIPTORS) ? SPARE_DESCRIPTORS : 0)) {
                more.put(name, difference);
            }
        });
        return more;
    }
}
