package io.broadcasthub.metrics;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.protocol.GapReason;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the hub counts, in a registry of its own, so that several hubs in one process do not mix. Labels are of closed
 * sets: no topic, session or address ever becomes one. None has exemplars: they cost a look at every count and a thread,
 * and there are no traces to refer to.
 */
@AnyThread
public final class HubMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauge connections = Gauge.builder()
            .name("hub_connections")
            .help("Open connections by transport; `http` has not become a stream")
            .labelNames("transport")
            .withoutExemplars()
            .register(registry);
    private final Gauge subscriptions = Gauge.builder()
            .name("hub_subscriptions")
            .help("Open subscriptions")
            .withoutExemplars()
            .register(registry);
    private final Counter published = counter("hub_messages_published", "Messages taken from publishers");
    private final Counter delivered = counter("hub_messages_delivered", "Messages written to subscribers");
    private final Counter accepted = counter("hub_connections_accepted", "Connections accepted");
    private final Counter gaps = counter("hub_gaps", "Gaps told to subscribers by reason", "reason");
    private final Counter closes = counter(
            "hub_closes", "Streams that ended, by close code, the hub's or the peer's; 1006 = without a close", "code");
    private final Counter resumes = counter("hub_resumes", "Subscribes with a position by outcome", "outcome");
    private final Counter rejected = counter("hub_rejected", "Requests refused by error code", "reason");
    private final Counter compressed =
            counter("hub_messages_compressed", "Messages compressed, each for all who get it");
    private final CounterDataPoint recovered = resumes.labelValues("recovered");
    private final CounterDataPoint notRecovered = resumes.labelValues("gap");

    // Kept, since the library makes an array and a list to find one, and each connection is counted five times.
    private final Map<String, GaugeDataPoint> ofTransport = new ConcurrentHashMap<>();
    private final Map<String, CounterDataPoint> ofCode = new ConcurrentHashMap<>();

    private final LoadMetrics load = new LoadMetrics(registry);
    private final TimingMetrics timing = new TimingMetrics(registry);
    private final Counter publishedBytes = counter("hub_published_bytes", "Bytes of the payloads published");
    private final Counter deliveredBytes =
            counter("hub_delivered_bytes", "Bytes of messages written to subscribers, framing included");

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** Exports a figure that is read when somebody asks. */
    public void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Exports figures that are read when somebody asks, one for each value of a label. */
    public void gauges(String name, String help, String label, Supplier<Map<String, Long>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((of, value) -> callback.call(value.doubleValue(), of)))
                .register(registry);
    }

    /** Exports a count that is read when somebody asks. */
    public void count(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    public PrometheusRegistry registry() {
        return registry;
    }

    /** What the load governor counts. */
    public LoadMetrics load() {
        return load;
    }

    public TimingMetrics timing() {
        return timing;
    }

    public void accepted() {
        accepted.inc();
    }

    public long acceptedTotal() {
        return (long) accepted.get();
    }

    /** @param change +1 or −1 */
    public void connections(String transport, int change) {
        GaugeDataPoint known = ofTransport.get(transport);
        (known == null ? ofTransport.computeIfAbsent(transport, connections::labelValues) : known).inc(change);
    }

    public void subscriptions(int change) {
        subscriptions.inc(change);
    }

    /** @param bytes of the payload */
    public void published(long bytes) {
        published.inc();
        publishedBytes.inc(bytes);
    }

    public long publishedTotal() {
        return (long) published.get();
    }

    public void delivered(long messages, long bytes) {
        delivered.inc(messages);
        deliveredBytes.inc(bytes);
    }

    public void compressed() {
        compressed.inc();
    }

    public void gap(GapReason reason) {
        gaps.labelValues(reason.wireName()).inc();
    }

    public void resumed(boolean all) {
        (all ? recovered : notRecovered).inc();
    }

    public void closed(int code) {
        // Peers may say what they like; only what has a meaning becomes a label.
        boolean known = (code >= 1000 && code < 1016) || (code >= 4000 && code < 4200);
        ofCode.computeIfAbsent(known ? Integer.toString(code) : "other", closes::labelValues)
                .inc();
    }

    public void rejected(String reason) {
        rejected.labelValues(reason).inc();
    }
}
