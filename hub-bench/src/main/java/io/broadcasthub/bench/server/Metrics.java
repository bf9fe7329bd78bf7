package io.broadcasthub.bench.server;

import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * The hub's figures at one moment, of its {@code /metrics}.
 *
 * @param text in Prometheus' form
 */
public record Metrics(String text) {
    /** @param admin the hub's admin listener */
    public static Metrics of(URI admin, Duration patience) throws IOException {
        return new Metrics(
                HttpConnection.once(admin, "GET", "/metrics", patience).body());
    }

    /** The sum over all labels; 0 where there is no such figure. */
    public long sum(String name) {
        double sum = text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        return Math.round(sum);
    }
}
