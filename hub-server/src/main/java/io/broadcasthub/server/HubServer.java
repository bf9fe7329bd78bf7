package io.broadcasthub.server;

import io.broadcasthub.config.HubConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for the server until it is there, so that what starts it compiles. */
public final class HubServer {
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final HubConfig config;

    private HubServer(HubConfig config) {
        this.config = config;
    }

    public static HubServer start(HubConfig config) throws IOException {
        return new HubServer(config);
    }

    public InetSocketAddress publicAddress() {
        return config.listen().toSocketAddress();
    }

    public InetSocketAddress adminAddress() {
        return config.admin().toSocketAddress();
    }

    public CompletionStage<Void> stop() {
        closed.complete(null);
        return closed;
    }

    public CompletionStage<Void> closed() {
        return closed;
    }
}
