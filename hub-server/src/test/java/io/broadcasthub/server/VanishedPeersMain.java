package io.broadcasthub.server;

import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.io.IOException;
import java.io.UncheckedIOException;

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
        hub.events("/events?topic=a").next();
        hub.events("/events?topic=a", "Accept: application/x-ndjson").line();
        do {
            // One that could not answer a ping in time, so slow is the machine, is followed by another.
            answers(hub.welcomed("/ws?topic=a"));
        } while (hub.census().subscriptions() < 3);
        ip("down");
        hub.awaitCensus("nobody is", c -> c.subscriptions() == 0 && c.publicConnections() == 0);
        System.exit(0);
    }

    /** Reads, which answers pings, until the network goes away. */
    private static void answers(WsClient client) {
        Thread reader = new Thread(() -> {
            try {
                while (true) {
                    client.nextFrame();
                }
            } catch (UncheckedIOException gone) {
                // As it should be.
            }
        });
        reader.setDaemon(true);
        reader.start();
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
