package io.broadcasthub.metrics;

import io.broadcasthub.concurrent.AnyThread;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;

/** How long things take; measured by sample, and not at all while the hub is short of something. */
@AnyThread
public final class TimingMetrics {
    private static final double[] TIMES = {
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
    };

    private final Histogram delivery;
    private final Histogram engine;

    TimingMetrics(PrometheusRegistry registry) {
        this.delivery = histogram(
                registry,
                "hub_delivery_latency_seconds",
                "From a publish until an event loop has written it to all its subscribers; a sample");
        this.engine = histogram(
                registry, "hub_engine_latency_seconds", "How long the engine takes to place a message; a sample");
    }

    private static Histogram histogram(PrometheusRegistry registry, String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(TIMES)
                .withoutExemplars()
                .register(registry);
    }

    public void delivery(long nanos) {
        delivery.observe(seconds(nanos));
    }

    public void engine(long nanos) {
        engine.observe(seconds(nanos));
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
