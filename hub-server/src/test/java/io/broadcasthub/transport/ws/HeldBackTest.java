package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.EmbeddedConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Who is not read from, since the engine does not keep up, cannot be heard; that is not held against it. */
class HeldBackTest {
    private static final Duration HEARTBEAT = EmbeddedConnection.config().heartbeat();
    private static final int MAX_PENDING = EmbeddedConnection.config().limits().maxPendingPublishes();

    private final Queue<CompletableFuture<Published>> pending = new ArrayDeque<>();

    private final class HeldEngine extends BrokenEngine {
        @Override
        public CompletionStage<Published> publish(Publication publication) {
            CompletableFuture<Published> placed = new CompletableFuture<>();
            pending.add(placed);
            return placed;
        }
    }

    @Test
    void isHeardAgainBeforeItIsGivenUp() {
        try (EmbeddedConnection connection = new EmbeddedConnection(
                new HeldEngine(),
                new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()))) {
            connection.receive(WsClient.upgradeRequest("/ws"));
            byte[] publish = WsClient.frame(
                    WsFrame.FIN | WsFrame.TEXT,
                    "{\"type\":\"publish\",\"topic\":\"t\",\"data\":1}".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < MAX_PENDING; i++) {
                connection.receive(publish);
            }
            assertThat(connection.isReading()).isFalse();
            for (int i = 0; i < 30; i++) {
                connection.pass(HEARTBEAT.dividedBy(10));
            }
            pending.remove().complete(new Published(new Position("e", 1), false));
            connection.run();
            assertThat(connection.isReading()).isTrue();

            connection.pass(HEARTBEAT.dividedBy(2));
            assertThat(connection.sent()).doesNotContain("bye");
        }
    }
}
