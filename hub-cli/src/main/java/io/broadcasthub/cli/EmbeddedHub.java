package io.broadcasthub.cli;

import io.broadcasthub.config.HubConfig;
import io.broadcasthub.server.HubServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** The real hub, in this process. */
record EmbeddedHub(HubServer server) implements RunningHub {
    static RunningHub start(HubConfig config) throws IOException {
        return new EmbeddedHub(HubServer.start(config));
    }

    @Override
    public InetSocketAddress publicAddress() {
        return server.publicAddress();
    }

    @Override
    public InetSocketAddress adminAddress() {
        return server.adminAddress();
    }

    @Override
    public CompletionStage<Void> stop() {
        return server.stop();
    }

    @Override
    public CompletionStage<Void> closed() {
        return server.closed();
    }
}
