package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.EmbeddedConnection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A connection becomes a WebSocket whatever it was asked before. */
class LateUpgradeTest {
    private static final byte[] PING = WsClient.frame(
            WsFrame.FIN | WsFrame.TEXT, "{\"type\":\"ping\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void afterARequestWithABody() {
        try (EmbeddedConnection connection = new EmbeddedConnection(
                new BrokenEngine(),
                new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()))) {
            connection.receive("GET /ws HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n1");
            assertThat(connection.sent()).contains("has no body");
            connection.run();

            connection.receive(WsClient.upgradeRequest("/ws"));
            connection.receive(PING);
            assertThat(connection.sent()).containsSubsequence("101 Switching Protocols", "\"welcome\"", "\"pong\"");
        }
    }
}
