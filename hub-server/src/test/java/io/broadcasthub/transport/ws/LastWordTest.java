package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.engine.memory.MemoryEngine;
import io.broadcasthub.engine.memory.MemoryEngineSettings;
import io.broadcasthub.log.Retention;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.EmbeddedConnection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing follows a close frame (RFC 6455 section 5.5.1), also if sending it makes room for what waited. */
class LastWordTest {
    private static final Duration NEVER = Duration.ofDays(1);
    /** Answers to so many requests with an id of this length are more than may be queued. */
    private static final int REQUESTS = 50;

    private static final String ID = "i".repeat(2_000);

    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    private void text(String json) {
        input.writeBytes(WsClient.frame(WsFrame.FIN | WsFrame.TEXT, json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noMessageFollowsTheAnswerToAClose() {
        MemoryEngine engine = new MemoryEngine(
                new MemoryEngineSettings(1L << 30, 100, 100, NEVER, NEVER, 100, 0, NEVER),
                filter -> new Retention(100, 1 << 20, NEVER, false),
                Environment.system());
        try (EmbeddedConnection connection = new EmbeddedConnection(
                engine, new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()))) {
            connection.receive(WsClient.upgradeRequest("/ws?topic=t"));
            // All in one read: the answers are not flushed yet when the close comes, nor is the message delivered.
            for (int i = 0; i < REQUESTS; i++) {
                text("{\"type\":\"ping\",\"id\":\"" + ID + "\"}");
            }
            text("{\"type\":\"publish\",\"topic\":\"t\",\"data\":1}");
            input.writeBytes(WsClient.frame(WsFrame.FIN | WsFrame.CLOSE, new byte[] {3, (byte) 232}));
            connection.receive(input.toByteArray());

            assertThat(connection.sent())
                    .contains("\"type\":\"pong\"")
                    .endsWith("\u0088\u0002\u0003\u00e8")
                    .doesNotContain("\"type\":\"message\"");
        } finally {
            engine.close().toCompletableFuture().join();
        }
    }
}
