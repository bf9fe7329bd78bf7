package io.broadcasthub.config;

import java.time.Duration;

/** Orderly shutdown. */
public record DrainConfig(
        @Setting(
                value = "0s",
                min = "0s",
                max = "10m",
                doc =
                        "How long a stopping hub, though not ready, still accepts and serves, so that load balancers notice before it closes its listener.")
        Duration grace,

        @Setting(
                value = "1s",
                min = "0s",
                max = "5m",
                doc =
                        "Closing the clients' connections is spread over at most this time, and never over more than half of what is left of `deadline`.")
        Duration pace,

        @Setting(
                value = "2s",
                min = "0s",
                max = "10m",
                doc =
                        "When the first client is asked back, from the first close on: how long it takes until this hub, or another one, takes it.")
        Duration away,

        @Setting(
                value = "1000",
                min = "1",
                max = "1000000",
                doc = "How many clients a second are asked back; each has a moment of its own.")
        int acceptRate,

        @Setting(
                value = "1m",
                min = "0s",
                max = "1h",
                doc = "All clients are asked back within this time, even if that is more a second than `accept-rate`.")
        Duration spread,

        @Setting(
                value = "20s",
                min = "100ms",
                max = "10m",
                doc =
                        "When the hub has ended, from the signal on, whatever its peers do; of the last tenth it makes use itself.")
        Duration deadline) {
    /** Peers have until then, from the signal on; what is left of the deadline the hub needs to end itself. */
    public Duration cutOff() {
        return deadline.minus(deadline.dividedBy(10));
    }

    /** Over what time so many clients are asked back. */
    public Duration window(int clients) {
        return min(spread, Duration.ofSeconds(1).multipliedBy(clients).dividedBy(acceptRate));
    }

    /** Over what time their connections are closed: no longer than what they need to come back. */
    public Duration closing(int clients) {
        return min(min(pace, window(clients)), cutOff().minus(grace).dividedBy(2));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
