package io.broadcasthub.metrics;

import io.broadcasthub.concurrent.AnyThread;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the hub counts of its load and what it did about it. */
@AnyThread
public final class LoadMetrics {
    private static final double[] DELAYS = {0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};

    private final Counter shed;
    private final Counter refused;
    private final Counter acceptFailures;
    private final Histogram loopDelay;

    LoadMetrics(PrometheusRegistry registry) {
        this.shed = Counter.builder()
                .name("hub_shed")
                .help("What was left out for want of means, by what it was; never anything of a subscriber's")
                .labelNames("what")
                .withoutExemplars()
                .register(registry);
        this.refused = Counter.builder()
                .name("hub_refused")
                .help("New work that was refused for want of means, by what it was and what was wanting")
                .labelNames("work", "reason")
                .withoutExemplars()
                .register(registry);
        this.acceptFailures = Counter.builder()
                .name("hub_accept_failures")
                .help("Connections that the hub could not accept, for want of descriptors in most cases")
                .withoutExemplars()
                .register(registry);
        this.loopDelay = Histogram.builder()
                .name("hub_event_loop_delay_seconds")
                .help("How late event loops were, five times a second each")
                .classicOnly()
                .classicUpperBounds(DELAYS)
                .withoutExemplars()
                .register(registry);
    }

    /** How often something was left out, or refused for a reason. */
    public record Count(String what, String reason, long count) {}

    public List<Count> shedCounts() {
        return shed.collect().getDataPoints().stream()
                .map(point -> new Count(label(point, "what"), "", (long) point.getValue()))
                .toList();
    }

    public List<Count> refusedCounts() {
        return refused.collect().getDataPoints().stream()
                .map(point -> new Count(label(point, "work"), label(point, "reason"), (long) point.getValue()))
                .toList();
    }

    private static String label(DataPointSnapshot point, String name) {
        return String.valueOf(point.getLabels().get(name));
    }

    public void shed(String what) {
        shed.labelValues(what).inc();
    }

    public void refused(String work, String reason) {
        refused.labelValues(work, reason).inc();
    }

    public void acceptFailed() {
        acceptFailures.inc();
    }

    public void loopDelay(long nanos) {
        loopDelay.observe((double) nanos / TimeUnit.SECONDS.toNanos(1));
    }
}
