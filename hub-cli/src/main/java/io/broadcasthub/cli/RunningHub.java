package io.broadcasthub.cli;

import io.broadcasthub.config.HubConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** What {@code hub serve} needs of a hub; a seam, so that the command can be tested without sockets. */
interface RunningHub {
    InetSocketAddress publicAddress();

    InetSocketAddress adminAddress();

    /** Drains and ends; calling it again changes nothing. */
    CompletionStage<Void> stop();

    /** Completes when everything has ended; exceptionally when it ended by itself. */
    CompletionStage<Void> closed();

    /** Starts a hub that accepts connections when this returns. */
    @FunctionalInterface
    interface Starter {
        RunningHub start(HubConfig config) throws IOException;
    }
}
