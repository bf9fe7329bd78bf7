package io.broadcasthub.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@link HubClientBuilder} collects; the meanings stand there. */
record ClientOptions(
        URI uri,
        Duration backoffMin,
        Duration backoffMax,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration publishTimeout,
        Duration heartbeatGrace,
        int maxPendingPublishes,
        @Nullable Executor executor,
        Consumer<ConnectionState> onState) {}
