package io.broadcasthub.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds a {@link HubClient}. Every option has a default. Not thread-safe; may be used for several clients. */
public final class HubClientBuilder {
    private final URI uri;
    private Duration backoffMin = Duration.ofMillis(200);
    private Duration backoffMax = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration publishTimeout = Duration.ofMinutes(2);
    private Duration heartbeatGrace = Duration.ofSeconds(1);
    private int maxPendingPublishes = 1024;
    private @Nullable Executor executor;
    private Consumer<ConnectionState> onState = state -> {};

    HubClientBuilder(URI uri) {
        String scheme = uri.getScheme();
        if ((!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) || uri.getHost() == null) {
            throw new IllegalArgumentException("not a WebSocket address: expected ws://host:port/ws or wss://…");
        }
        this.uri = uri;
    }

    /**
     * Bounds of the delay before a reconnect, which is drawn evenly between nothing and a bound that doubles from
     * {@code min} to {@code max} with every failure. A time named by the hub comes first. Default 200 ms to 30 s.
     */
    public HubClientBuilder backoff(Duration min, Duration max) {
        if (positive(min).compareTo(positive(max)) > 0) {
            throw new IllegalArgumentException("the smallest back-off must not be longer than the longest");
        }
        this.backoffMin = min;
        this.backoffMax = max;
        return this;
    }

    /** From an attempt's begin to the hub's welcome; then the attempt has failed. Default 10 s. */
    public HubClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = positive(timeout);
        return this;
    }

    /** How long the hub may leave a request unanswered; then the connection is given up and made anew. Default 30 s. */
    public HubClientBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = positive(timeout);
        return this;
    }

    /** From a publish to its acknowledgement, over as many connections and retries as it takes. Default 2 min. */
    public HubClientBuilder publishTimeout(Duration timeout) {
        this.publishTimeout = positive(timeout);
        return this;
    }

    /** How much longer than two of the hub's heartbeats nothing may come before the connection counts as dead. Default 1 s. */
    public HubClientBuilder heartbeatGrace(Duration grace) {
        this.heartbeatGrace = positive(grace);
        return this;
    }

    /** How many publishes may be unacknowledged at once. Default 1024. */
    public HubClientBuilder maxPendingPublishes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one publish must be allowed");
        }
        this.maxPendingPublishes = count;
        return this;
    }

    /**
     * Runs callbacks and what depends on returned futures. It should have a thread for each subscription that may block.
     * It stays the caller's: the client does not shut it down. Default: threads of the client's own.
     */
    public HubClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor);
        return this;
    }

    /** Told every state of the connection, in order and one at a time, on the callback executor. */
    public HubClientBuilder onState(Consumer<ConnectionState> listener) {
        this.onState = Objects.requireNonNull(listener);
        return this;
    }

    /** The client. It does not connect before it is used, or told to. */
    public HubClient build() {
        return new HubClient(new ClientOptions(
                uri,
                backoffMin,
                backoffMax,
                connectTimeout,
                requestTimeout,
                publishTimeout,
                heartbeatGrace,
                maxPendingPublishes,
                executor,
                onState));
    }

    private static Duration positive(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a duration must be positive");
        }
        return duration;
    }
}
