package io.broadcasthub.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a hub counts of itself, as its {@code /metrics} told at one moment. */
public record Counters(Map<String, Double> values) {
    public static final String ALLOCATED = "hub_loop_allocated_bytes_total";
    public static final String DELIVERED = "hub_messages_delivered_total";
    public static final String PUBLISHED = "hub_messages_published_total";
    public static final String COMPRESSED = "hub_messages_compressed_total";
    public static final String COLLECTIONS = "hub_gc_collections_total";
    public static final String COLLECTING = "hub_gc_seconds_total";
    /** Messages that a loop has sent to all of its subscribers, of a sample, and how long that took from the publish. */
    public static final String TIMED = "hub_delivery_latency_seconds_count";

    public static final String TIMED_SECONDS = "hub_delivery_latency_seconds_sum";

    private static final int TIMEOUT_MILLIS = 10_000;

    public Counters {
        values = Map.copyOf(values);
    }

    /** @param admin the hub's admin address */
    public static Counters read(URI admin) throws IOException {
        URLConnection connection = admin.resolve("/metrics").toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(
                    "no metrics at " + admin + " (" + e.getMessage() + "); --admin is http://host:port/", e);
        }
    }

    /** Those without labels, in the text format of Prometheus. */
    static Counters parse(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines()
                .filter(line -> line.startsWith("hub_") && !line.contains("{"))
                .forEach(line -> {
                    String[] parts = line.split(" ", -1);
                    values.put(parts[0], Double.valueOf(parts[1]));
                });
        return new Counters(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** How much it rose since then; 0 for what is not told. */
    public double since(Counters before, String name) {
        return values.getOrDefault(name, 0.0) - before.values.getOrDefault(name, 0.0);
    }
}
