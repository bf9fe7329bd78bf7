package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.EmbeddedConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message has a time to arrive in; how many came before it does not matter. */
class SlowFramesTest {
    private static final Duration LIMIT = EmbeddedConnection.config().limits().messageTimeout();
    private static final byte[] PING =
            WsClient.frame(WsFrame.FIN | WsFrame.TEXT, "{\"type\":\"ping\",\"id\":1}".getBytes(StandardCharsets.UTF_8));

    private final EmbeddedConnection connection = new EmbeddedConnection(
            new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()));

    @BeforeEach
    void upgrade() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        assertThat(connection.sent()).contains("101 Switching Protocols", "welcome");
    }

    @AfterEach
    void end() {
        connection.close();
    }

    @Test
    void aBusyClientWhoseReadsAllEndWithinAMessageStays() {
        byte[] begin = Arrays.copyOfRange(PING, 0, 9);
        byte[] end = Arrays.copyOfRange(PING, 9, PING.length);
        byte[] endAndBegin = Arrays.copyOf(end, PING.length);
        System.arraycopy(begin, 0, endAndBegin, end.length, begin.length);
        connection.receive(begin);
        for (int i = 0; i < 20; i++) {
            connection.pass(LIMIT.dividedBy(5));
            connection.receive(endAndBegin);
        }
        assertThat(connection.sent()).doesNotContain("bye");
        assertThat(connection.sent().split("pong", -1)).hasSize(21);
    }

    @Test
    void aMessageThatDoesNotEndIsNotWaitedFor() {
        connection.receive(Arrays.copyOf(PING, 9));
        for (int i = 0; i < 20; i++) {
            connection.pass(LIMIT.dividedBy(10));
        }
        assertThat(connection.sent()).contains("\"type\":\"bye\",\"code\":4103");
    }
}
