package io.broadcasthub.server;

import io.broadcasthub.testkit.TestHub;
import java.io.IOException;

/**
 * In a network of its own: a hub and subscribers of every transport, until the network goes away under them without a word.
 * Ends with 0 when the hub has found that out.
 */
final class VanishedPeersMain {
    private VanishedPeersMain() {}

    public static void main(String[] args) throws Exception {
        ip("up");
        // Nothing but what is found by heartbeats can end anybody.
        TestHub hub = TestHub.start(
                "net.transport", args[0],
                "heartbeat", "400ms",
                "limits.stall-timeout", "10m",
                "limits.message-timeout", "10m",
                "limits.close-timeout", "500ms");
        hub.welcomed("/ws?topic=a");
        hub.events("/events?topic=a").next();
        hub.events("/events?topic=a", "Accept: application/x-ndjson").line();
        hub.awaitCensus("all are there", c -> c.subscriptions() == 3);
        ip("down");
        hub.awaitCensus("nobody is", c -> c.subscriptions() == 0 && c.publicConnections() == 0);
        System.exit(0);
    }

    private static void ip(String state) throws IOException, InterruptedException {
        int code = new ProcessBuilder("ip", "link", "set", "lo", state)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("ip link set lo " + state + " ended with " + code);
        }
    }
}
