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
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Who is not read from, since the engine does not keep up, cannot be heard; that is not held against it. */
class HeldBackTest {
    private static final Duration HEARTBEAT = EmbeddedConnection.config().heartbeat();
    private static final Duration MESSAGE_TIMEOUT =
            EmbeddedConnection.config().limits().messageTimeout();
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

    private static EmbeddedConnection connect(HeldEngine engine) {
        EmbeddedConnection connection = new EmbeddedConnection(
                engine, new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()));
        connection.receive(WsClient.upgradeRequest("/ws"));
        return connection;
    }

    private static byte[] publish() {
        return WsClient.frame(
                WsFrame.FIN | WsFrame.TEXT,
                "{\"type\":\"publish\",\"topic\":\"t\",\"data\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private static void hold(EmbeddedConnection connection) {
        for (int i = 0; i < MAX_PENDING; i++) {
            connection.receive(publish());
        }
        assertThat(connection.isReading()).isFalse();
    }

    private void readOn(EmbeddedConnection connection) {
        pending.remove().complete(new Published(new Position("e", 1), false));
        connection.run();
        assertThat(connection.isReading()).isTrue();
    }

    private static void pass(EmbeddedConnection connection, Duration time) {
        for (int i = 0; i < 10; i++) {
            connection.pass(time.dividedBy(10));
        }
    }

    @Test
    void isHeardAgainBeforeItIsGivenUp() {
        try (EmbeddedConnection connection = connect(new HeldEngine())) {
            hold(connection);
            pass(connection, HEARTBEAT.multipliedBy(3));
            readOn(connection);

            connection.pass(HEARTBEAT.dividedBy(2));
            assertThat(connection.sent()).doesNotContain("bye");
        }
    }

    @Test
    void hasItsTimeForAMessageThatHasBegun() {
        try (EmbeddedConnection connection = connect(new HeldEngine())) {
            for (int i = 1; i < MAX_PENDING; i++) {
                connection.receive(publish());
            }
            // In one read: the publish that is one too many, and the beginning of the next.
            byte[] whole = publish();
            byte[] both = Arrays.copyOf(whole, whole.length + 8);
            System.arraycopy(whole, 0, both, whole.length, 8);
            connection.receive(both);
            assertThat(connection.isReading()).isFalse();
            pass(connection, MESSAGE_TIMEOUT.multipliedBy(3));
            assertThat(connection.sent()).as("nobody reads the rest").doesNotContain("bye");

            readOn(connection);
            pass(connection, MESSAGE_TIMEOUT.multipliedBy(9).dividedBy(10));
            assertThat(connection.sent()).doesNotContain("bye");
            connection.receive(Arrays.copyOfRange(whole, 8, whole.length));
            assertThat(connection.isReading())
                    .as("as many as there may be again")
                    .isFalse();
        }
    }

    @Test
    void hasNoMoreThanItsTime() {
        try (EmbeddedConnection connection = connect(new HeldEngine())) {
            hold(connection);
            readOn(connection);
            connection.receive(Arrays.copyOf(publish(), 8));
            pass(connection, MESSAGE_TIMEOUT.multipliedBy(9).dividedBy(10));
            assertThat(connection.sent()).doesNotContain("bye");
            pass(connection, MESSAGE_TIMEOUT.dividedBy(5));
            assertThat(connection.sent()).contains("\"type\":\"bye\",\"code\":4103");
        }
    }
}
